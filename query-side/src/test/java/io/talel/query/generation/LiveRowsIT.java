package io.talel.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.projection.Projection;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** What the processors write while events come in is, row for row, what a replay from zero gives. */
class LiveRowsIT {

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void a_replay_gives_the_rows_that_the_live_processors_wrote(
            @ForAll("histories") List<DomainEventMessage<?>> history, @ForAll long cut) throws Exception {
        PostgresDatabase database = SharedServers.newDatabase();
        try (QueryNode node =
                QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.segments=4")) {
            history.forEach(event -> node.log().publish(event));
            awaitHead(node, history.size() - 1);

            Replay replay = new Replay(database, node);
            for (Projection projection : replay.projections()) {
                assertThat(replay.live(projection)).isEqualTo(replay.rows(projection, Histories.batches(history, cut)));
            }
        }
    }

    @Provide
    Arbitrary<List<DomainEventMessage<?>>> histories() {
        return Histories.any().filter(history -> !history.isEmpty());
    }

    /** Waits until every segment of every processor has the last event behind it. */
    private static void awaitHead(QueryNode node, long head) {
        EventProcessingConfiguration processing = node.context().getBean(EventProcessingConfiguration.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> processing.eventProcessors().values().stream()
                .map(PooledStreamingEventProcessor.class::cast)
                .map(processor -> processor.processingStatus().values())
                .allMatch(segments ->
                        segments.size() == 4 && segments.stream().allMatch(segment -> position(segment) == head)));
    }

    private static long position(EventTrackerStatus segment) {
        return segment.getCurrentPosition().orElse(-1);
    }
}
