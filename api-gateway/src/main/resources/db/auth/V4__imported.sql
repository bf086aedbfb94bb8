-- Addresses that an import of the replaced service's accounts has dealt with: whoever was erased since is not brought in again.
CREATE TABLE auth.imported (
  email_hmac bytea PRIMARY KEY
);

COMMENT ON COLUMN auth.imported.email_hmac IS
  'HMAC-SHA-256 of "import " and the address under personal.lookup_key, so it is none of those in claims.claimed_email. It stays when the person is erased; whose it was, only somebody who has the address can tell.';

GRANT SELECT, INSERT ON auth.imported TO "${application}";
