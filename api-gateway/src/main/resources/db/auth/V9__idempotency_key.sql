-- Requests that came with a key, so that a repeat does nothing twice. No row holds a body, an answer, a key or an address.
CREATE TABLE auth.idempotency_key (
  id           uuid        PRIMARY KEY,
  fingerprint  bytea       NOT NULL,
  numbers      bigint[]    NOT NULL,
  attempt      integer     NOT NULL DEFAULT 1,
  mismatches   integer     NOT NULL DEFAULT 0,
  done         boolean     NOT NULL DEFAULT false,
  leased_until timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE auth.idempotency_key IS 'Requests with the header Idempotency-Key, for 24 hours.';
COMMENT ON COLUMN auth.idempotency_key.id IS 'Half of the SHA-256 of the sender, the path and the key.';
COMMENT ON COLUMN auth.idempotency_key.fingerprint IS
  'HMAC-SHA-256 of query and body under a key of the nodes, which this database does not have.';
COMMENT ON COLUMN auth.idempotency_key.numbers IS
  'Numbers of what the request creates, drawn before the command is sent: each attempt uses the same, so the log records one.';
COMMENT ON COLUMN auth.idempotency_key.attempt IS 'Which attempt has the lease; the first is 1.';
COMMENT ON COLUMN auth.idempotency_key.mismatches IS 'How many other bodies came with this key.';
COMMENT ON COLUMN auth.idempotency_key.done IS 'Whether a request that creates nothing is done. What is created, the log knows.';
COMMENT ON COLUMN auth.idempotency_key.leased_until IS 'When another attempt may begin, if this one does not end.';

CREATE INDEX idempotency_key_created_at ON auth.idempotency_key (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.idempotency_key TO "${application}";
