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
