-- Counts what is there, once a generation is filled: counting row by row costs more. The triggers come first, since no row is
-- written between them and the end of the transaction.
CREATE TRIGGER count_added AFTER INSERT ON ${schema}.article
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.count_added();
CREATE TRIGGER count_changed AFTER UPDATE OF published, trashed ON ${schema}.article
    FOR EACH ROW WHEN ((NEW.published AND NOT NEW.trashed) <> (OLD.published AND NOT OLD.trashed))
    EXECUTE FUNCTION ${schema}.count_changed();
CREATE TRIGGER count_tags_changed AFTER UPDATE OF published, trashed, tags, pinned_tags ON ${schema}.article
    FOR EACH ROW WHEN ((OLD.published, OLD.trashed, OLD.tags, OLD.pinned_tags)
                       IS DISTINCT FROM (NEW.published, NEW.trashed, NEW.tags, NEW.pinned_tags))
    EXECUTE FUNCTION ${schema}.count_tags_changed();
-- Searches look at what readers see.
CREATE TRIGGER queue_changed AFTER UPDATE ON ${schema}.article
    FOR EACH ROW WHEN ((NEW.published AND NOT NEW.trashed) OR (OLD.published AND NOT OLD.trashed))
    EXECUTE FUNCTION ${schema}.queue_changed();
CREATE TRIGGER remove_words AFTER UPDATE OF removed ON ${schema}.article
    FOR EACH ROW WHEN (NEW.removed)
    EXECUTE FUNCTION ${schema}.remove_words();

INSERT INTO ${schema}.author_articles
SELECT author_id, count(*)
FROM ${schema}.article
WHERE published AND NOT trashed
GROUP BY author_id;

ANALYZE ${schema}.author_articles;

INSERT INTO ${schema}.tag_articles
SELECT tag, count(*)
FROM ${schema}.article, unnest(${schema}.shown_tags(published, trashed, tags, pinned_tags)) tag
WHERE published AND NOT trashed
GROUP BY tag;

ANALYZE ${schema}.tag_articles;
