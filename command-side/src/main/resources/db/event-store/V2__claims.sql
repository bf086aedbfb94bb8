-- What must be unique among all streams; every table can be rebuilt from the log.
CREATE TABLE claims.claimed_email (
    -- HMAC-SHA-256 of the address under personal.lookup_key: the address itself is nowhere outside the log.
    email_hmac bytea CONSTRAINT claimed_email_is_unique PRIMARY KEY,
    user_id    bigint NOT NULL CONSTRAINT claimed_email_of_user UNIQUE
);

CREATE TABLE claims.claimed_username (
    username text COLLATE "C" CONSTRAINT claimed_username_is_unique PRIMARY KEY,
    user_id  bigint NOT NULL CONSTRAINT claimed_username_of_user UNIQUE
);

CREATE TABLE claims.claimed_slug (
    slug       text COLLATE "C" CONSTRAINT claimed_slug_is_unique PRIMARY KEY,
    article_id bigint NOT NULL,
    -- What the title asked for and the number that made it unique: hello-2 is (hello, 2), hello is (hello, 1).
    base       text COLLATE "C" NOT NULL,
    number     integer NOT NULL CHECK (number >= 1),
    CONSTRAINT claimed_slug_number UNIQUE (base, number)
);

-- The number that makes a slug unique. Waits for every running transaction that may claim a slug of the same stem, so
-- that two of them never choose the same: "hello", "hello-2" and "hello-2-2" can meet and have the stem "hello". Each
-- statement of a volatile function sees what was committed before it began, so the second sees what the first waited for.
-- Sequential scans are off because a session keeps its plan: one made while the table was small reads all of it for ever.
CREATE FUNCTION claims.free_slug_number(stem text, wanted text) RETURNS integer LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(stem, 0));
    RETURN (
        WITH RECURSIVE candidate (number) AS (
            SELECT coalesce(max(claim.number), 0) + 1 FROM claims.claimed_slug claim WHERE claim.base = wanted
            UNION ALL
            SELECT candidate.number + 1
            FROM candidate
            JOIN claims.claimed_slug claim
                ON claim.slug = CASE candidate.number WHEN 1 THEN wanted ELSE wanted || '-' || candidate.number END
        )
        SELECT max(number) FROM candidate
    );
END
$$;
