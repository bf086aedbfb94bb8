-- What the role of the running application may do, and nothing more: add to the log and read it, keep snapshots, keep claims, keep keys,
-- say what operators did.
GRANT USAGE ON SCHEMA event_store, claims, personal, operations TO "${application}";
GRANT SELECT, INSERT ON event_store.domain_event TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON event_store.snapshot TO "${application}";
GRANT SELECT ON event_store.event_log TO "${application}";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA event_store TO "${application}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA claims TO "${application}";
GRANT SELECT, INSERT, DELETE ON personal.person_key TO "${application}";
GRANT SELECT ON personal.lookup_key TO "${application}";
GRANT EXECUTE ON FUNCTION personal.shred_deleted_keys(timestamptz) TO "${application}";
GRANT SELECT, INSERT, UPDATE (finished_at, outcome, details) ON operations.operator_log TO "${application}";
GRANT SELECT ON operations.lineage TO "${application}";
GRANT SELECT, INSERT, UPDATE ON operations.backup_run TO "${application}";
