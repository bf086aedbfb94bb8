-- How many articles of an author there are: the sum of their rows here. A writer adds to a row that no other writer holds, or
-- makes a new one, so nobody waits for anybody; there are as many rows as there ever were writers at once.
CREATE TABLE ${schema}.author_articles (
    author_id bigint NOT NULL,
    articles  bigint NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX author_articles_author ON ${schema}.author_articles (author_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.author_articles TO "${application}";

CREATE FUNCTION ${schema}.count_articles(author bigint, change bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    unheld tid;
BEGIN
    SELECT ctid INTO unheld
    FROM ${schema}.author_articles
    WHERE author_id = author
    LIMIT 1
    FOR UPDATE SKIP LOCKED;
    UPDATE ${schema}.author_articles SET articles = articles + change WHERE ctid = unheld;
    IF NOT FOUND THEN
        INSERT INTO ${schema}.author_articles VALUES (author, change);
    END IF;
END $$;

CREATE FUNCTION ${schema}.count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(author_id, count(*)) FROM added WHERE NOT removed GROUP BY author_id;
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.count_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(OLD.author_id, -1);
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.count_none() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ${schema}.author_articles;
    RETURN NULL;
END $$;
