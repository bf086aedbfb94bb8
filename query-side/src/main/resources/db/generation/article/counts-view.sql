-- How many articles each author has. A generation that a release without counts has made is counted when it is read.
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
