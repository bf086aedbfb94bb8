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

-- Objects of images that are being removed: once an image is gone from the read model nobody else knows its object.
CREATE TABLE auth.erased_object (
  storage_key text   PRIMARY KEY,
  user_id     bigint NOT NULL
);

CREATE INDEX erased_object_user ON auth.erased_object (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.erasure, auth.erased_object TO "${application}";
