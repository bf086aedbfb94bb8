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

-- How many articles readers see under a tag, kept in the same way.
CREATE TABLE ${schema}.tag_articles (
    tag      text   COLLATE "C" NOT NULL,
    articles bigint NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX tag_articles_tag ON ${schema}.tag_articles (tag);

GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.tag_articles TO "${application}";

CREATE FUNCTION ${schema}.count_tag(counted text, change bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    unheld tid;
    before bigint;
BEGIN
    SELECT ctid, articles INTO unheld, before
    FROM ${schema}.tag_articles
    WHERE tag = counted
    LIMIT 1
    FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        INSERT INTO ${schema}.tag_articles VALUES (counted, change);
    ELSIF before + change = 0 THEN
        DELETE FROM ${schema}.tag_articles WHERE ctid = unheld;
    ELSE
        UPDATE ${schema}.tag_articles SET articles = articles + change WHERE ctid = unheld;
    END IF;
END $$;

GRANT EXECUTE ON FUNCTION ${schema}.count_tag(text, bigint) TO "${application}";

CREATE FUNCTION ${schema}.count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(author_id, count(*)) FROM added WHERE published AND NOT trashed GROUP BY author_id;
    PERFORM ${schema}.count_tag(tag, count(*))
    FROM added, unnest(${schema}.shown_tags(published, trashed, tags, pinned_tags)) tag
    GROUP BY tag;
    INSERT INTO read_model.article_search_queue SELECT id FROM added WHERE published AND NOT trashed;
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_articles(OLD.author_id, CASE WHEN NEW.published AND NOT NEW.trashed THEN 1 ELSE -1 END);
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.count_tags_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ${schema}.count_tag(tag, sum(change))
    FROM (
        SELECT unnest(${schema}.shown_tags(OLD.published, OLD.trashed, OLD.tags, OLD.pinned_tags)) AS tag, -1 AS change
        UNION ALL
        SELECT unnest(${schema}.shown_tags(NEW.published, NEW.trashed, NEW.tags, NEW.pinned_tags)), 1
    ) changed
    GROUP BY tag
    HAVING sum(change) <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION ${schema}.queue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO read_model.article_search_queue VALUES (OLD.id);
    RETURN NULL;
END $$;

-- The queue alone would leave the words of what is removed for a moment.
CREATE FUNCTION ${schema}.remove_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM read_model.article_search WHERE id = OLD.id;
    RETURN NULL;
END $$;
