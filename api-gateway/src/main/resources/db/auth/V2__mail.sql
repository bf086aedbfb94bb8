-- What is to be mailed and what was. No row holds an address or a secret: the mail is written when it is sent.
CREATE TABLE auth.mail (
  id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text        NOT NULL,
  user_id    bigint      NOT NULL,
  given_at   bigint      NOT NULL,
  cause      text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  due_at     timestamptz          DEFAULT now(),
  attempts   integer     NOT NULL DEFAULT 0,
  sent_at    timestamptz,
  UNIQUE (user_id, kind, cause)
);

COMMENT ON TABLE auth.mail IS
  'Mails to people; rows stay for 30 days after the mail was sent or given up, so that nothing is mailed twice for the same cause.';
COMMENT ON COLUMN auth.mail.id IS 'Also the Message-ID of the mail, the same at every attempt.';
COMMENT ON COLUMN auth.mail.given_at IS 'Version of the event of the user''s stream that gave the address it goes to.';
COMMENT ON COLUMN auth.mail.cause IS 'Identifier of the event or the request behind it.';
COMMENT ON COLUMN auth.mail.due_at IS 'When a node may take it, again if need be; null: it was sent or given up.';

CREATE INDEX mail_due ON auth.mail (due_at) WHERE due_at IS NOT NULL;

-- For deleting mails that were sent or given up long ago.
CREATE INDEX mail_over ON auth.mail (created_at) WHERE due_at IS NULL;

-- How far auth has followed the log. It is no part of a backup: a restored database begins at the end of its log.
CREATE TABLE auth.event_position (
  processor_name text    NOT NULL,
  segment        integer NOT NULL,
  token          bytea,
  token_type     text,
  timestamp      text,
  owner          text,
  PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.mail, auth.event_position TO "${application}";

COMMENT ON COLUMN auth.credential.password_hash IS
  'Argon2id in its usual notation, $argon2id$v=19$m=..., or <sha3-512 hex>,<salt> of the replaced service until the first log-in.';
