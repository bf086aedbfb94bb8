-- The words of articles, for searches: of all generations, since a rebuild that gives the same rows gives the same words. Nodes
-- make them a moment after the rows, many at once, which takes half the time and holds no writer up.
CREATE TABLE read_model.article_search (
    id            bigint      PRIMARY KEY,
    -- The version of the article, and the code that made its row.
    version       bigint      NOT NULL,
    code_version  integer     NOT NULL,
    created_at    timestamptz NOT NULL,
    configuration text        COLLATE "C" NOT NULL,
    words         tsvector    NOT NULL
);

-- Within the row if it fits into a page: a search may look at a thousand of them.
ALTER TABLE read_model.article_search ALTER COLUMN words SET STORAGE MAIN;

-- What has all words of a search. New words wait in a list until the transaction that fills it sorts them in: about 20 ms, in which
-- others lack a processor. A longer list would cost less and hold them up for longer.
CREATE INDEX article_search_words ON read_model.article_search USING gin (words) WITH (gin_pending_list_limit = 512);
-- The configurations that there are.
CREATE INDEX article_search_configuration ON read_model.article_search (configuration);

-- Articles whose words may have changed. The articles of 0 are all; of -n, all whose number is above n.
CREATE TABLE read_model.article_search_queue (
    id bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON read_model.article_search, read_model.article_search_queue
    TO "${application}";

-- The text search configuration of a language, as far as PostgreSQL 15 has them. Its name is stored, since pg_upgrade refuses
-- columns of type regconfig.
CREATE FUNCTION read_model.search_configuration(language text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN 'pg_catalog.' || CASE split_part(language, '-', 1)
        WHEN 'ar' THEN 'arabic'     WHEN 'ca' THEN 'catalan'    WHEN 'da' THEN 'danish'     WHEN 'de' THEN 'german'
        WHEN 'el' THEN 'greek'      WHEN 'en' THEN 'english'    WHEN 'es' THEN 'spanish'    WHEN 'eu' THEN 'basque'
        WHEN 'fi' THEN 'finnish'    WHEN 'fr' THEN 'french'     WHEN 'ga' THEN 'irish'      WHEN 'hi' THEN 'hindi'
        WHEN 'hu' THEN 'hungarian'  WHEN 'hy' THEN 'armenian'   WHEN 'id' THEN 'indonesian' WHEN 'it' THEN 'italian'
        WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian'  WHEN 'ne' THEN 'nepali'     WHEN 'nl' THEN 'dutch'
        WHEN 'nn' THEN 'norwegian'  WHEN 'no' THEN 'norwegian'  WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian'
        WHEN 'ru' THEN 'russian'    WHEN 'sr' THEN 'serbian'    WHEN 'sv' THEN 'swedish'    WHEN 'ta' THEN 'tamil'
        WHEN 'tr' THEN 'turkish'    WHEN 'yi' THEN 'yiddish'    ELSE 'simple'
    END;
END $$;

-- What searches look at: the words of title, description and text, by weight, and lexemes for author, configuration and tags, which
-- begin as no word does. Some signs are taken out, as PlainText has done in the text.
CREATE FUNCTION read_model.search_words(
    author_id bigint, configuration text, title text, meta_description text, plain_text text, tags text[]
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    signs    CONSTANT text := '<>“”„‟‘’‚‛«»‹›–—―…·•';
    blanks   CONSTANT text := repeat(' ', length(signs));
    language CONSTANT regconfig := CAST(configuration AS regconfig);
BEGIN
    RETURN setweight(to_tsvector(language, translate(title, signs, blanks)), 'A')
        || setweight(to_tsvector(language, translate(meta_description, signs, blanks)), 'B')
        || to_tsvector(language, plain_text)
        || array_to_tsvector(
               ARRAY['@' || author_id, '=' || configuration] || ARRAY(SELECT DISTINCT '#' || lower(tag) FROM unnest(tags) tag));
END $$;

-- Queues the next 10,000 articles above a number whose words are not those of their rows, and then the further ones.
CREATE FUNCTION read_model.queue_for_search(above bigint, code integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    last CONSTANT bigint := (
        SELECT max(id)
        FROM (SELECT id FROM read_model.article_entry WHERE id > above ORDER BY id LIMIT 10000) slice);
BEGIN
    INSERT INTO read_model.article_search_queue
    SELECT id
    FROM (SELECT id, version, shown FROM read_model.article_entry WHERE id > above AND id <= last) entry
    FULL JOIN (SELECT id, version, code_version FROM read_model.article_search WHERE id > above AND (last IS NULL OR id <= last))
        search USING (id)
    WHERE coalesce(shown, false) <> (code_version IS NOT NULL)
       OR (shown AND (search.version, code_version) <> (entry.version, code));
    IF last IS NOT NULL THEN
        INSERT INTO read_model.article_search_queue VALUES (-last);
    END IF;
END $$;

-- Makes the words of articles in the queue. One transaction at a time does, so the last one to do so has seen the last row.
-- Returns how many entries it has taken.
CREATE FUNCTION read_model.index_articles(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    code  integer;
    taken bigint[];
    above bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(CAST(CAST('read_model.article_search' AS regclass) AS integer), 0) THEN
        RETURN 0;
    END IF;
    WITH entry AS (
        DELETE FROM read_model.article_search_queue
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM read_model.article_search_queue LIMIT most))
        RETURNING id
    )
    SELECT array_agg(id), -max(id) FILTER (WHERE id <= 0) INTO taken, above FROM entry;
    IF taken IS NULL THEN
        RETURN 0;
    END IF;
    SELECT code_version INTO code FROM read_model.generation WHERE projection = 'article' AND active;
    IF above IS NOT NULL THEN
        PERFORM read_model.queue_for_search(above, code);
    END IF;
    DELETE FROM read_model.article_search search
    WHERE id = ANY (taken) AND NOT EXISTS (SELECT FROM read_model.article_entry entry WHERE entry.id = search.id AND shown);
    INSERT INTO read_model.article_search
    SELECT id, version, code, created_at, configuration,
           read_model.search_words(author_id, configuration, title, meta_description, plain_text, tags)
    FROM read_model.article_entry
    CROSS JOIN LATERAL (SELECT read_model.search_configuration(language) AS configuration) made
    WHERE id = ANY (taken) AND shown
    ON CONFLICT (id) DO UPDATE
    SET version       = excluded.version,
        code_version  = excluded.code_version,
        created_at    = excluded.created_at,
        configuration = excluded.configuration,
        -- The same words stay as they are stored, so that no index changes.
        words         = CASE WHEN article_search.words = excluded.words THEN article_search.words ELSE excluded.words END;
    RETURN cardinality(taken);
END $$;

GRANT EXECUTE ON FUNCTION read_model.index_articles(integer) TO "${application}";
