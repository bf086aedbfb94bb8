-- What readers see of the articles: those that are published and not trashed. Within a release columns are only ever added, and at the end.
CREATE OR REPLACE VIEW read_model.article AS
SELECT id,
       version,
       author_id,
       slug,
       CASE WHEN pinned IS NULL THEN title ELSE pinned ->> 'title' END                         AS title,
       CASE WHEN pinned IS NULL THEN body ELSE pinned ->> 'body' END                           AS body,
       CASE WHEN pinned IS NULL THEN html ELSE pinned ->> 'html' END                           AS html,
       CASE WHEN pinned IS NULL THEN table_of_contents ELSE pinned ->> 'table_of_contents' END AS table_of_contents,
       CASE WHEN pinned IS NULL THEN meta_description ELSE pinned ->> 'meta_description' END   AS meta_description,
       CASE WHEN pinned IS NULL THEN featured_image ELSE pinned ->> 'featured_image' END       AS featured_image,
       created_at,
       CASE WHEN pinned IS NULL THEN updated_at ELSE CAST(pinned ->> 'updated_at' AS timestamptz) END AS updated_at
FROM ${schema}.article
-- A removed article is not published; its condition is that of an index.
WHERE published AND NOT trashed AND NOT removed;

GRANT SELECT ON read_model.article TO "${application}";
