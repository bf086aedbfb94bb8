-- The event log that these read models are made of: the id of its newest row in operations.lineage. Written by the first
-- migration that finds no segment beyond the end of the log. A node refuses to start on the read models of another log.
CREATE TABLE read_model.lineage (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    id       uuid        NOT NULL,
    since    timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON read_model.lineage TO "${application}";
