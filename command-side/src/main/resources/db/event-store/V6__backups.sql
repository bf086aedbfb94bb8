-- Whose history the log is. A database that was restored goes on under a new identity, so that nothing that it writes is
-- taken for a continuation of the backups it came from. The newest row is its own, those before are what it was restored
-- from.
CREATE TABLE operations.lineage (
    number integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT lineage_number PRIMARY KEY,
    id     uuid        NOT NULL DEFAULT gen_random_uuid() CONSTRAINT lineage_id UNIQUE,
    since  timestamptz NOT NULL DEFAULT now()
);

INSERT INTO operations.lineage DEFAULT VALUES;

-- What was done with backups: written before it is begun, completed afterwards. Whoever runs one holds
-- pg_advisory_lock(7114203, 1) while it lives; a row without an outcome that nobody runs was cut off.
CREATE TABLE operations.backup_run (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT backup_run_id PRIMARY KEY,
    task        text        NOT NULL CHECK (task IN ('full', 'incremental', 'verify', 'drill', 'expire')),
    operator    text        NOT NULL,
    host        text        NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome     text        CHECK (outcome IN ('done', 'failed', 'cancelled')),
    -- The backup that was made, verified or restored.
    backup      text,
    -- Of what is to be done, in rows; the total is 0 while it is not known.
    done        bigint      NOT NULL DEFAULT 0,
    total       bigint      NOT NULL DEFAULT 0,
    -- Of the objects written, in bytes.
    size        bigint,
    message     text        NOT NULL DEFAULT '',
    -- What else is known of it: of a drill, for example, its recovery time and point.
    details     jsonb       NOT NULL DEFAULT '{}',
    CONSTRAINT backup_run_outcome CHECK ((finished_at IS NULL) = (outcome IS NULL))
);

CREATE INDEX backup_run_task ON operations.backup_run (task, id DESC);
