-- What readers see of the users. Within a release columns are only ever added, and at the end.
CREATE OR REPLACE VIEW read_model.user_account AS
SELECT id,
       version,
       username,
       location,
       avatar_url,
       created_at,
       updated_at
FROM ${schema}.user_account;

GRANT SELECT ON read_model.user_account TO "${application}";
