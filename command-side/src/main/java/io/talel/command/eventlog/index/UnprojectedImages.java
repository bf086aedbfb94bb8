package io.talel.command.eventlog.index;

import io.talel.command.eventlog.serialization.EventCatalogue;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindUnprojectedImage;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for an image among the events that the read model may not have taken. No claim knows the names of images, which are sealed. */
final class UnprojectedImages {

    /** Most places that are looked through. */
    static final long MOST_PLACES = 10_000;

    private static final String HEAD = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event";

    /** As in {@link OwnedStreams}, payloads say first which stream they are of, and then whose. */
    private static final String UPLOADED = """
            SELECT event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at, event_name,
                   event_revision, payload, metadata
            FROM (
                SELECT * FROM event_store.domain_event WHERE global_index > :after AND global_index <= :upTo
                UNION ALL
                SELECT * FROM event_store.domain_event
                WHERE aggregate_identifier = ANY (:parked) AND sequence_number = 0
            ) uploaded
            CROSS JOIN LATERAL convert_to(
                format('{"imageId":%s,"ownerId":%s,', split_part(aggregate_identifier, '-', 2), CAST(:owner AS text)),
                'UTF8') AS theirs (beginning)
            WHERE event_name = 'ImageUploaded'
              AND substring(payload FROM 1 FOR length(theirs.beginning)) = theirs.beginning
              AND NOT EXISTS (
                  SELECT FROM event_store.domain_event AS removed
                  WHERE removed.aggregate_identifier = uploaded.aggregate_identifier
                    AND removed.event_name = 'ImageRemoved')
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;

    UnprojectedImages(DataSource eventStore, Serializer serializer) {
        this.jdbc = JdbcClient.create(eventStore);
        this.serializer = serializer;
    }

    /** @throws QueryTimeoutException if the read model is further behind than {@link #MOST_PLACES} */
    @QueryHandler
    Optional<StreamVersion> handle(FindUnprojectedImage query) {
        long head = jdbc.sql(HEAD).query(Long.class).single();
        if (head - query.shown().place() > MOST_PLACES) {
            throw new QueryTimeoutException("The images that are not shown yet are too many to look through");
        }
        List<GenericDomainEventEntry<byte[]>> uploaded = jdbc.sql(UPLOADED)
                .param("owner", String.valueOf(query.ownerId().value()))
                .param("after", query.shown().place())
                .param("upTo", head)
                .param("parked", query.shown().parked().toArray(String[]::new))
                .query((row, _) -> StreamEvents.entry(row))
                .list();
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        uploaded.stream(), serializer, EventCatalogue.TALELIO.upcasters())
                .asStream()
                .map(StoredStreamIndex::readable)
                .filter(event -> hasName(event, query.file()))
                .findFirst()
                .map(event -> new StreamVersion(event.getAggregateIdentifier(), event.getSequenceNumber()));
    }

    private static boolean hasName(DomainEventMessage<?> event, ImageFileName file) {
        return event.getPayload() instanceof ImageUploaded uploaded
                && uploaded.file().equals(file);
    }
}
