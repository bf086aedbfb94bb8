-- Counts what is there, once a generation is filled: counting row by row costs more. The triggers come first, since no row is
-- written between them and the end of the transaction.
CREATE TRIGGER count_added AFTER INSERT ON ${schema}.article
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.count_added();
CREATE TRIGGER count_removed AFTER UPDATE OF removed ON ${schema}.article
    FOR EACH ROW WHEN (NEW.removed AND NOT OLD.removed) EXECUTE FUNCTION ${schema}.count_removed();

INSERT INTO ${schema}.author_articles
SELECT author_id, count(*)
FROM ${schema}.article
WHERE NOT removed
GROUP BY author_id;

ANALYZE ${schema}.author_articles;
