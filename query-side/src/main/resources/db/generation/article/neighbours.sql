-- Views on views: they follow the generation without being made again, so that a swap does not lock them.
-- An article with its author and its neighbours in order of first publication, joined when it is read.
CREATE OR REPLACE VIEW read_model.article_page AS
SELECT a.id,
       a.version,
       a.slug,
       a.title,
       a.body,
       a.html,
       a.table_of_contents,
       a.meta_description,
       a.featured_image,
       a.created_at,
       a.updated_at,
       u.id             AS author_id,
       u.version        AS author_version,
       u.username       AS author_username,
       u.location       AS author_location,
       u.avatar_url     AS author_avatar_url,
       previous.title   AS previous_title,
       previous.slug    AS previous_slug,
       next.title       AS next_title,
       next.slug        AS next_slug
FROM read_model.article a
JOIN read_model.user_account u ON u.id = a.author_id
LEFT JOIN LATERAL (
    SELECT title, slug
    FROM read_model.article
    WHERE (created_at, id) < (a.created_at, a.id)
    ORDER BY created_at DESC, id DESC
    LIMIT 1
) previous ON true
LEFT JOIN LATERAL (
    SELECT title, slug
    FROM read_model.article
    WHERE (created_at, id) > (a.created_at, a.id)
    ORDER BY created_at, id
    LIMIT 1
) next ON true;

GRANT SELECT ON read_model.article_page TO "${application}";
