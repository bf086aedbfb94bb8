package io.talel.ops.console;

/**
 * Inserts events without the application's code. Streams of people need numbers above 9000000: the application gives the
 * lower ones to people of its own.
 */
public final class Log {

    private Log() {}

    /** @return its global index */
    public static long record(Operated operated, String stream, String event, String ago, String payload) {
        return operated.owner()
                .sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), :stream,
                               (SELECT count(*) FROM event_store.domain_event WHERE aggregate_identifier = :stream),
                               'Any', now() - :ago::interval, :event, '1', convert_to(:payload, 'UTF8'),
                               convert_to('{"actor": "user-7", "correlationId": "c-1"}', 'UTF8')
                        RETURNING global_index""")
                .param("stream", stream)
                .param("event", event)
                .param("ago", ago)
                .param("payload", payload)
                .query(Long.class)
                .single();
    }
}
