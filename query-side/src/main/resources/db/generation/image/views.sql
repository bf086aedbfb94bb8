-- What readers see of the images that were not removed. Within a release columns are only ever added, and at the end.
CREATE OR REPLACE VIEW read_model.image AS
SELECT id,
       version,
       owner_id,
       file,
       storage_key,
       format,
       bytes,
       sha256,
       width,
       height,
       created_at,
       updated_at
FROM ${schema}.image
WHERE NOT removed;

GRANT SELECT ON read_model.image TO "${application}";
