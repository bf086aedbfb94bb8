-- Made once a generation is filled: an index that grows row by row costs several times as much.
CREATE INDEX article_slug ON ${schema}.article (slug) WHERE published AND NOT trashed;
-- The neighbours of an article, across all authors. The included columns are what a sitemap says, which reads 50,000 entries.
CREATE INDEX article_in_order ON ${schema}.article (created_at, id) INCLUDE (slug, updated_at, pinned_updated_at)
    WHERE published AND NOT trashed;
-- The articles of one author, newest first: the included columns tell who sees them.
CREATE INDEX article_of_author ON ${schema}.article (author_id, created_at DESC, id DESC) INCLUDE (published, trashed)
    WHERE NOT removed;

ANALYZE ${schema}.article;
