package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.drafted;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.projection.Projection;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** However a history is cut into segments and batches, a replay from zero gives the same rows. */
class ReplayIT {

    private static QueryNode node;
    private static Replay replay;

    @BeforeContainer
    static void a_node_without_live_events() {
        PostgresDatabase database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");
        replay = new Replay(database, node);
    }

    @AfterContainer
    static void stop() {
        node.close();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void two_replays_of_one_history_give_the_same_rows(
            @ForAll("histories") List<DomainEventMessage<?>> history, @ForAll long once, @ForAll long again)
            throws Exception {
        for (Projection projection : replay.projections()) {
            assertThat(replay.rows(projection, Histories.batches(history, once)))
                    .isEqualTo(replay.rows(projection, Histories.batches(history, again)))
                    .hasSameSizeAs(history.stream()
                            .map(DomainEventMessage::getAggregateIdentifier)
                            .filter(projection::handles)
                            .distinct()
                            .toList());
        }
    }

    @Example
    void a_draft_that_is_published_and_removed_in_one_batch_leaves_the_row_that_two_batches_leave() throws Exception {
        DomainEventMessage<?> drafted = event(drafted(1, ADA, "Draft"), 0, MONDAY);
        DomainEventMessage<?> published = event(new DraftPublished(new ArticleId(1)), 1, MONDAY.plusSeconds(1));
        DomainEventMessage<?> removed = event(removedArticle(1), 2, MONDAY.plusSeconds(2));
        for (Projection projection : replay.projections()) {
            if (projection.handles(drafted)) {
                assertThat(replay.rows(projection, List.of(List.of(drafted), List.of(published, removed))))
                        .isEqualTo(replay.rows(projection, List.of(List.of(drafted, published), List.of(removed))))
                        .hasSize(1);
            }
        }
    }

    @Provide
    Arbitrary<List<DomainEventMessage<?>>> histories() {
        return Histories.any();
    }
}
