-- How many articles of each author readers see. A generation that a release without counts has made is counted when it is read.
DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW read_model.author_articles AS ' || CASE
        WHEN to_regclass('${schema}.author_articles') IS NULL THEN
            'SELECT author_id, count(*) AS articles FROM ${schema}.article WHERE NOT removed GROUP BY author_id'
        ELSE
            'SELECT author_id, articles FROM ${schema}.author_articles'
        END;
END $$;

GRANT SELECT ON read_model.author_articles TO "${application}";

-- What authors see of their articles. A release without drafts has published all of them.
DO $$
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW read_model.own_article AS
        SELECT id, version, author_id, %s AS status, slug, title, body, html, table_of_contents, meta_description,
               featured_image, created_at, updated_at
        FROM ${schema}.article
        WHERE NOT removed', CASE
        WHEN EXISTS (
            SELECT FROM pg_attribute
            WHERE attrelid = '${schema}.article'::regclass AND attname = 'trashed' AND NOT attisdropped)
        THEN
            'CASE WHEN trashed THEN ''removed'' WHEN published THEN ''published'' ELSE ''draft'' END'
        ELSE
            'CAST(''published'' AS text)'
        END);
END $$;

GRANT SELECT ON read_model.own_article TO "${application}";

-- What the views of earlier releases lack. A release without tags has given articles neither tags nor a language, and has pinned
-- no version. Readers see the second tags, language and dialect.
DO $$
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW read_model.article_labels AS
        SELECT id, %s FROM ${schema}.article', CASE
        WHEN EXISTS (
            SELECT FROM pg_attribute
            WHERE attrelid = '${schema}.article'::regclass AND attname = 'pinned_version' AND NOT attisdropped)
        THEN
            'tags, language,
             CASE WHEN pinned_version IS NULL THEN tags ELSE pinned_tags END AS shown_tags,
             CASE WHEN pinned_version IS NULL THEN language ELSE pinned_language END AS shown_language,
             pinned_version IS NOT NULL AS unpublished_edits,
             dialect,
             CASE WHEN pinned_version IS NULL THEN dialect ELSE pinned_dialect END AS shown_dialect'
        ELSE
            'CAST(''{}'' AS text[]) AS tags, CAST('''' AS text) AS language,
             CAST(''{}'' AS text[]) AS shown_tags, CAST('''' AS text) AS shown_language, false AS unpublished_edits,
             CAST(''python-markdown'' AS text) AS dialect, CAST(''python-markdown'' AS text) AS shown_dialect'
        END);
END $$;

GRANT SELECT ON read_model.article_labels TO "${application}";

-- How many articles readers see under a tag. A generation that a release without these counts has made has no tags: to count them
-- when they are read takes the whole table, and anybody may ask.
DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW read_model.tag_articles AS ' || CASE
        WHEN to_regclass('${schema}.tag_articles') IS NOT NULL THEN
            'SELECT tag, articles FROM ${schema}.tag_articles'
        ELSE
            'SELECT CAST('''' AS text) COLLATE "C" AS tag, CAST(0 AS bigint) AS articles FROM ${schema}.article WHERE false'
        END;
END $$;

GRANT SELECT ON read_model.tag_articles TO "${application}";

-- Articles in lists, hidden and removed ones too, as readers see them, and the text that searches look at. It has no condition:
-- with one that the index of the order does not have, PostgreSQL does not read that index alone. In a generation that a release
-- without searches has made, they find titles and descriptions only.
DO $$
DECLARE
    own CONSTANT text[] := ARRAY(
        SELECT CAST(attname AS text) FROM pg_attribute WHERE attrelid = '${schema}.article'::regclass AND NOT attisdropped);
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW read_model.article_entry AS
        SELECT id, version, author_id, removed, %s AS shown, slug, created_at, %s, %s AS plain_text
        FROM ${schema}.article',
        CASE WHEN 'trashed' = ANY (own) THEN 'published AND NOT trashed' ELSE 'NOT removed' END,
        CASE WHEN 'pinned_tags' = ANY (own) THEN
            'coalesce(pinned_title, title) AS title,
             coalesce(pinned_meta_description, meta_description) AS meta_description,
             coalesce(pinned_featured_image, featured_image) AS featured_image,
             coalesce(pinned_tags, tags) AS tags,
             coalesce(pinned_language, language) AS language,
             coalesce(pinned_updated_at, updated_at) AS updated_at'
        ELSE
            'title, meta_description, featured_image, CAST(''{}'' AS text[]) AS tags, CAST('''' AS text) AS language,
             updated_at'
        END,
        CASE WHEN 'plain_text' = ANY (own) THEN 'coalesce(pinned_plain_text, plain_text)' ELSE 'CAST('''' AS text)' END);
END $$;

GRANT SELECT ON read_model.article_entry TO "${application}";

-- All articles: their rows may be others than those of the generation before.
INSERT INTO read_model.article_search_queue VALUES (0);
