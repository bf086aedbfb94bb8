-- Written before the person is registered, so that a run that was cut off leaves nobody unknown.
ALTER TABLE auth.imported ADD COLUMN user_id bigint;

COMMENT ON COLUMN auth.imported.user_id IS
  'Who got the address, or was about to: if they have no stream, the run was cut off before. NULL in rows of before this column.';

GRANT UPDATE ON auth.imported TO "${application}";
