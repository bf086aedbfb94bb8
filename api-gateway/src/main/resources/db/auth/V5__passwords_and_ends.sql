-- What was asked for with one password counts no more once another has taken its place.
ALTER TABLE auth.credential
  ADD COLUMN password_number integer     NOT NULL DEFAULT 0,
  ADD COLUMN disabled_at     timestamptz;

COMMENT ON COLUMN auth.credential.password_number IS
  'Which of their passwords it is: 0 is the first. Another hash of the same password does not count.';
COMMENT ON COLUMN auth.credential.disabled_at IS 'Since when an operator lets the person have no sessions; null: they may.';

ALTER TABLE auth.mail
  ADD COLUMN password_number integer NOT NULL DEFAULT 0;

COMMENT ON COLUMN auth.mail.password_number IS
  'Of a link to another address: with which password it was asked for, as in auth.credential. It is not written once there is another.';

-- Sessions that are to end, beside what a node does at once: Redis may be away, or the node die, in between.
CREATE TABLE auth.session_end (
  id      uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id bigint      NOT NULL,
  spared  text,
  why     text        NOT NULL CHECK (why IN ('ACCOUNT_DISABLED', 'PASSWORD_REPLACED')),
  due_at  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE auth.session_end IS 'A row is gone once the sessions of the person have ended.';
COMMENT ON COLUMN auth.session_end.spared IS 'The session that goes on; null: none does.';
COMMENT ON COLUMN auth.session_end.due_at IS 'When a node may take it, again if need be.';

CREATE INDEX session_end_due ON auth.session_end (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.session_end TO "${application}";
