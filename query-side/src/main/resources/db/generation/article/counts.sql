-- How many articles of an author readers see: the sum of the author's rows here. There is usually one. A writer that finds all of them
-- held adds another, so no writer waits for another.
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

GRANT EXECUTE ON FUNCTION ${schema}.count_articles(bigint, bigint) TO "${application}";

CREATE FUNCTION ${schema}.count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(author_id, count(*)) FROM added WHERE published AND NOT trashed GROUP BY author_id;
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(OLD.author_id, CASE WHEN NEW.published AND NOT NEW.trashed THEN 1 ELSE -1 END);
    RETURN NULL;
END $$;
