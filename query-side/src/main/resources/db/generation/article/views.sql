-- What readers see of the articles: those that are published and not trashed. Within a release columns are only ever added, and at the end.
CREATE OR REPLACE VIEW read_model.article AS
SELECT id,
       version,
       author_id,
       slug,
       title,
       body,
       html,
       table_of_contents,
       meta_description,
       featured_image,
       created_at,
       updated_at
FROM ${schema}.article
-- A removed article is not published; its condition is that of an index.
WHERE published AND NOT trashed AND NOT removed;

GRANT SELECT ON read_model.article TO "${application}";
