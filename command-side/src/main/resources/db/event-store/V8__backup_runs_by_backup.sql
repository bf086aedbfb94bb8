-- Which backup a verification or a drill has proven is looked up by its name, by every node and for every status.
CREATE INDEX backup_run_backup ON operations.backup_run (backup) WHERE backup IS NOT NULL;
