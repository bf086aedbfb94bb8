-- One generation of the articles. No index is unique but the key: rows follow their own stream only, and which slug
-- is taken is judged where articles are published.
CREATE SCHEMA ${schema};

-- The tags under which readers find an article.
CREATE FUNCTION ${schema}.shown_tags(published boolean, trashed boolean, tags text[], pinned_tags text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF NOT published OR trashed THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT DISTINCT lower(tag) FROM unnest(coalesce(pinned_tags, tags)) tag);
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
    -- What is left of a removed article is its version: the query that waits for a write has to see it.
    removed           boolean     NOT NULL DEFAULT false,
    -- Readers see what is published and not trashed.
    published         boolean     NOT NULL DEFAULT true,
    trashed           boolean     NOT NULL DEFAULT false,
    tags              text[]      NOT NULL DEFAULT '{}',
    language          text        NOT NULL DEFAULT '',
    dialect           text        NOT NULL DEFAULT 'python-markdown',
    -- The beginning of the text without its markup, for searches, as SearchText makes it.
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
    pinned_updated_at        timestamptz
-- A row that fits into a page stays in it: texts elsewhere cost a look-up each, for every reader.
) WITH (toast_tuple_target = 8160);

GRANT USAGE ON SCHEMA ${schema} TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.article TO "${application}";
