CREATE TABLE auth.credential (
  user_id       bigint      PRIMARY KEY,
  password_hash text        NOT NULL,
  created_at    timestamptz NOT NULL,
  inert         boolean     NOT NULL
);

COMMENT ON TABLE auth.credential IS 'How a user proves who they are. Written before the user is registered.';
COMMENT ON COLUMN auth.credential.password_hash IS 'Argon2id in its usual notation, $argon2id$v=19$m=...';
COMMENT ON COLUMN auth.credential.inert IS 'It is not yet known whether the user exists.';

CREATE INDEX credential_inert ON auth.credential (created_at) WHERE inert;

GRANT USAGE ON SCHEMA auth TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.credential TO "${application}";
