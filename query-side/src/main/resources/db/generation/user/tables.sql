-- One generation of the users. Usernames are not unique here: erased people share a placeholder.
CREATE SCHEMA ${schema};

CREATE TABLE ${schema}.user_account (
    id         bigint      PRIMARY KEY,
    version    bigint      NOT NULL,
    username   text        COLLATE "C" NOT NULL,
    location   text        NOT NULL,
    avatar_url text        NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

GRANT USAGE ON SCHEMA ${schema} TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.user_account TO "${application}";
