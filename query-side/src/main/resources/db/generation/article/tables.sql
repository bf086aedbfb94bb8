-- One generation of the articles. No index is unique but the key: rows follow their own stream only, and which slug
-- is taken is judged where articles are published.
CREATE SCHEMA ${schema};

-- The text search configuration of a language, as far as PostgreSQL 15 has them. Its name is stored, since pg_upgrade refuses
-- columns of type regconfig.
CREATE FUNCTION ${schema}.search_configuration(language text) RETURNS text
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

-- The tags under which readers find an article.
CREATE FUNCTION ${schema}.shown_tags(published boolean, trashed boolean, tags text[], pinned_tags text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF NOT published OR trashed THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT DISTINCT lower(tag) FROM unnest(coalesce(pinned_tags, tags)) tag);
END $$;

-- What searches look at: the words of title, description and text, by weight, and lexemes for author, configuration and tags, which
-- begin as no word does. Some signs are taken out, as PlainText has done in the text.
CREATE FUNCTION ${schema}.search_vector(
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
        || array_to_tsvector(ARRAY['@' || author_id, '=' || configuration] || ARRAY(SELECT '#' || tag FROM unnest(tags) tag));
END $$;

CREATE TABLE ${schema}.article (
    id                bigint      PRIMARY KEY,
    version           bigint      NOT NULL,
    author_id         bigint      NOT NULL,
    slug              text        COLLATE "C" NOT NULL,
    title             text        NOT NULL,
    body              text        COMPRESSION ${compression} NOT NULL,
    html              text        COMPRESSION ${compression} NOT NULL,
    table_of_contents text        COMPRESSION ${compression} NOT NULL,
    meta_description  text        COMPRESSION ${compression} NOT NULL,
    featured_image    text        NOT NULL,
    -- Time of the first publication; until then, when it was begun.
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    -- What is left of a removed article is its version: whoever waits for it has to see it.
    removed           boolean     NOT NULL DEFAULT false,
    -- Readers see what is published and not trashed.
    published         boolean     NOT NULL DEFAULT true,
    trashed           boolean     NOT NULL DEFAULT false,
    tags              text[]      NOT NULL DEFAULT '{}',
    language          text        NOT NULL DEFAULT '',
    dialect           text        NOT NULL DEFAULT 'python-markdown',
    -- The beginning of the text without its markup, for searches, as PlainText makes it.
    plain_text        text        COMPRESSION ${compression} NOT NULL DEFAULT '',
    -- What readers see instead, if it is an older version: that of the stream which pinned_version says. All are null, or none.
    pinned_version           bigint,
    pinned_title             text,
    pinned_body              text        COMPRESSION ${compression},
    pinned_html              text        COMPRESSION ${compression},
    pinned_table_of_contents text        COMPRESSION ${compression},
    pinned_plain_text        text        COMPRESSION ${compression},
    pinned_meta_description  text        COMPRESSION ${compression},
    pinned_featured_image    text,
    pinned_tags              text[],
    pinned_language          text,
    pinned_dialect           text,
    pinned_updated_at        timestamptz,
    -- Null where readers do not see the article, as is the next.
    configuration            text        COLLATE "C" GENERATED ALWAYS AS (
        CASE WHEN published AND NOT trashed THEN
            ${schema}.search_configuration(coalesce(pinned_language, language))
        END) STORED,
    search                   tsvector    COMPRESSION ${compression} GENERATED ALWAYS AS (
        CASE WHEN published AND NOT trashed THEN
            ${schema}.search_vector(
                author_id,
                ${schema}.search_configuration(coalesce(pinned_language, language)),
                coalesce(pinned_title, title),
                coalesce(pinned_meta_description, meta_description),
                coalesce(pinned_plain_text, plain_text),
                ${schema}.shown_tags(published, trashed, tags, pinned_tags))
        END) STORED
);

-- Within the row if it fits into a page: a search may look at a thousand of them.
ALTER TABLE ${schema}.article ALTER COLUMN search SET STORAGE MAIN;

GRANT USAGE ON SCHEMA ${schema} TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.article TO "${application}";
