-- What readers see of the articles that are published and not trashed. Within a release columns are only ever added, and at the end.
CREATE OR REPLACE VIEW read_model.article AS
SELECT id,
       CASE WHEN pinned_version IS NULL THEN version ELSE pinned_version END AS version,
       author_id,
       slug,
       CASE WHEN pinned_version IS NULL THEN title ELSE pinned_title END AS title,
       CASE WHEN pinned_version IS NULL THEN body ELSE pinned_body END AS body,
       CASE WHEN pinned_version IS NULL THEN html ELSE pinned_html END AS html,
       CASE WHEN pinned_version IS NULL THEN table_of_contents ELSE pinned_table_of_contents END AS table_of_contents,
       CASE WHEN pinned_version IS NULL THEN meta_description ELSE pinned_meta_description END AS meta_description,
       CASE WHEN pinned_version IS NULL THEN featured_image ELSE pinned_featured_image END AS featured_image,
       created_at,
       CASE WHEN pinned_version IS NULL THEN updated_at ELSE pinned_updated_at END AS updated_at
FROM ${schema}.article
-- A removed article is not published; its condition is that of an index.
WHERE published AND NOT trashed AND NOT removed;

GRANT SELECT ON read_model.article TO "${application}";
