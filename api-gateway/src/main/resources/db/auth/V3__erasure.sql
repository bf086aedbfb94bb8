-- Persons who were removed and of whom something is left to be done: their images, and their articles if they wished it.
CREATE TABLE auth.erasure (
  user_id    bigint      PRIMARY KEY,
  articles   text        NOT NULL CHECK (articles IN ('KEEP', 'REMOVE')),
  removed_at timestamptz NOT NULL DEFAULT now(),
  due_at     timestamptz NOT NULL DEFAULT now(),
  attempts   integer     NOT NULL DEFAULT 0
);

COMMENT ON COLUMN auth.erasure.due_at IS 'When a node may take it, again if need be.';

CREATE INDEX erasure_due ON auth.erasure (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.erasure TO "${application}";
