package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.Test;

/** How an event is passed over that nobody handles any more: docs/evolution.md. */
class RemovedEventTest {

    private static final EventUpcaster WITHOUT_ARCHIVED =
            events -> events.filter(event -> !event.getType().getName().equals("ArticleArchived"));

    @Test
    void a_removed_event_is_passed_over_and_its_stream_keeps_its_version() throws IOException {
        DomainEventStream events = EventStreamUtils.upcastAndDeserializeDomainEvents(
                Stream.of(
                        stored(0, "ArticlePublished", "1", sample("ArticlePublished.1.json")),
                        stored(1, "ArticleRevised", "1", sample("ArticleRevised.1.json")),
                        stored(2, "ArticleArchived", "1", "{\"articleId\": 42}")),
                Contracts.serializer(),
                new EventUpcasterChain(
                        WITHOUT_ARCHIVED,
                        new ArticlePublished1To2(),
                        new ArticleFieldsUpcaster("ArticlePublished", 2),
                        new ArticleFieldsUpcaster("ArticleRevised", 1)));

        List<? extends DomainEventMessage<?>> read = events.asStream().toList();

        assertThat(read).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L);
        assertThat(events.getLastSequenceNumber()).isEqualTo(2);
    }

    private static String sample(String name) throws IOException {
        return Files.readString(Contracts.SAMPLES.resolve(name));
    }

    private static GenericDomainEventEntry<byte[]> stored(long version, String name, String revision, String json) {
        return new GenericDomainEventEntry<>(
                "Article",
                "article-42",
                version,
                "00000000-0000-0000-0000-00000000000" + version,
                Instant.EPOCH.toString(),
                name,
                revision,
                json.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
