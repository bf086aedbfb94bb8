-- States of aggregates with long streams, the newest of each: shortcuts, no source of truth. Any of them can be deleted at
-- any time, and nothing but the time of the next command changes.
CREATE TABLE event_store.snapshot (
    aggregate_identifier text COLLATE "C" CONSTRAINT snapshot_of_stream PRIMARY KEY,
    -- The event that led to this state. If the log does not hold it, for example after a restore, this is no state of it.
    last_event           uuid NOT NULL,
    sequence_number      bigint NOT NULL CHECK (sequence_number >= 0),
    aggregate_type       text COLLATE "C" NOT NULL,
    -- Of the state's JSON, counted by the aggregate; code of another revision passes it over.
    revision             integer NOT NULL CHECK (revision > 0),
    taken_at             timestamptz NOT NULL DEFAULT now(),
    state                bytea NOT NULL
);
