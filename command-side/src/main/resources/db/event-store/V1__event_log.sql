-- The log: one row an event, only ever added. Names and identifiers are compared byte by byte (collation C), so that no
-- index depends on the collations of the machine it is restored on.
CREATE TABLE event_store.domain_event (
    global_index         bigserial CONSTRAINT domain_event_global_index PRIMARY KEY,
    event_identifier     uuid NOT NULL CONSTRAINT domain_event_identifier UNIQUE,
    aggregate_identifier text COLLATE "C" NOT NULL,
    sequence_number      bigint NOT NULL CHECK (sequence_number >= 0),
    aggregate_type       text COLLATE "C" NOT NULL,
    occurred_at          timestamptz NOT NULL,
    event_name           text COLLATE "C" NOT NULL,
    event_revision       text COLLATE "C" NOT NULL,
    payload              bytea NOT NULL,
    metadata             bytea NOT NULL,
    CONSTRAINT domain_event_sequence UNIQUE (aggregate_identifier, sequence_number)
);

-- Rows arrive almost in order of time: this index is a few pages and costs a write next to nothing.
CREATE INDEX domain_event_occurred_at ON event_store.domain_event USING brin (occurred_at);

-- lz4 is faster than pglz at the same size of text; a server may have been built without it.
DO $$
BEGIN
    ALTER TABLE event_store.domain_event ALTER COLUMN payload SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported THEN
        RAISE NOTICE 'this server has no lz4: payloads are compressed by pglz';
END
$$;

CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event_store.domain_event is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.domain_event
    FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();

-- Also for sessions that switch ordinary triggers off (session_replication_role = replica).
ALTER TABLE event_store.domain_event ENABLE ALWAYS TRIGGER append_only;

-- The log for people: SELECT * FROM event_store.event_log WHERE stream = 'article-42';
CREATE VIEW event_store.event_log AS
SELECT global_index,
       occurred_at,
       aggregate_identifier                     AS stream,
       sequence_number                          AS version,
       event_name                               AS event,
       event_revision                           AS revision,
       convert_from(payload, 'UTF8')::jsonb     AS payload,
       convert_from(metadata, 'UTF8')::jsonb    AS metadata,
       event_identifier
FROM event_store.domain_event;

CREATE SEQUENCE event_store.user_id;
CREATE SEQUENCE event_store.article_id;
CREATE SEQUENCE event_store.image_id;
