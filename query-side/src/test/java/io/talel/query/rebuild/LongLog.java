package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;

import io.talel.query.TestDatabase;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Makes a log long without writing every event of it through the product. */
final class LongLog {

    /** Copies of the first article, under other numbers and with a long text that is slow to render. */
    private static final String TELL_AGAIN = """
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-' || id, 0, aggregate_type, occurred_at, event_name, event_revision,
                   convert_to((convert_from(payload, 'UTF8')::jsonb || jsonb_build_object(
                     'articleId', id, 'body', repeat('Some *emphasis* and a [link](https://talel.io/).' || E'\\n\\n', %d)))::text,
                     'UTF8'),
                   metadata
            FROM event_store.domain_event
            CROSS JOIN generate_series(%d, %d) AS id
            WHERE aggregate_identifier = 'article-1' AND sequence_number = 0
            ORDER BY id
            """;

    private LongLog() {}

    static void begin(EventStore log) {
        log.publish(event(published(1, ADA, "First"), 0, MONDAY));
    }

    /** @param paragraphs of each article */
    static void grow(TestDatabase owner, long from, long to, int paragraphs) {
        owner.execute(TELL_AGAIN.formatted(paragraphs, from, to));
    }
}
