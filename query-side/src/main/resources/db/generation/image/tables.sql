-- One generation of the images; the bytes are in the object store under storage_key.
CREATE SCHEMA ${schema};

CREATE TABLE ${schema}.image (
    id          bigint      PRIMARY KEY,
    version     bigint      NOT NULL,
    owner_id    bigint      NOT NULL,
    file        text        COLLATE "C" NOT NULL,
    storage_key text        NOT NULL,
    format      text        NOT NULL,
    bytes       bigint      NOT NULL,
    sha256      text        NOT NULL,
    width       integer     NOT NULL,
    height      integer     NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    -- What is left of a removed image is its version: the query that waits for a write has to see it.
    removed     boolean     NOT NULL DEFAULT false
);

GRANT USAGE ON SCHEMA ${schema} TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.image TO "${application}";
