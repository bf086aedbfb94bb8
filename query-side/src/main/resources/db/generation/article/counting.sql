-- Counts what is there, once a generation is filled: counting row by row costs more. The triggers come first, since no row is
-- written between them and the end of the transaction.
CREATE TRIGGER count_added AFTER INSERT ON ${schema}.article
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.count_added();
CREATE TRIGGER count_changed AFTER UPDATE OF published, trashed ON ${schema}.article
    FOR EACH ROW WHEN ((NEW.published AND NOT NEW.trashed) <> (OLD.published AND NOT OLD.trashed))
    EXECUTE FUNCTION ${schema}.count_changed();

INSERT INTO ${schema}.author_articles
SELECT author_id, count(*)
FROM ${schema}.article
WHERE published AND NOT trashed
GROUP BY author_id;

ANALYZE ${schema}.author_articles;
