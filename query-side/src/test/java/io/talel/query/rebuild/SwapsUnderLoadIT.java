package io.talel.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationSchema;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generations are swapped again and again while two nodes write and read. */
class SwapsUnderLoadIT {

    private static final Logger LOG = LoggerFactory.getLogger(SwapsUnderLoadIT.class);

    private static final String PROJECTS_NOTHING = "talelio.projections.enabled=false";

    /** A process has started, or taken over. */
    private static final Duration SOON = Duration.ofSeconds(120);

    private PostgresDatabase database;
    private Operators operator;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        operator = Operators.of(database);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void no_read_fails_or_is_stale_and_no_event_is_lost() throws Exception {
        try (RevisingAndReading load =
                new RevisingAndReading(QueryNode.onOneDatabase(database), QueryNode.onOneDatabase(database)).begin()) {
            for (int swap = 0; swap < Scale.times(50); swap++) {
                swap(load);
            }
            load.awaitReads(100);
            load.end();

            assertThat(rows("article_g" + operator.live("article"))).isEqualTo(replayed());
        }
    }

    @Test
    void no_read_fails_or_is_stale_and_no_event_is_lost_while_the_owner_of_the_segments_is_frozen() throws Exception {
        try (NodeProcess first = NodeProcess.start(database);
                NodeProcess second = NodeProcess.start(database);
                RevisingAndReading load = new RevisingAndReading(
                        QueryNode.onOneDatabase(database, PROJECTS_NOTHING),
                        QueryNode.onOneDatabase(database, PROJECTS_NOTHING))) {
            await().atMost(SOON).until(() -> owner() != 0);
            load.begin();
            for (int round = 0; round < Scale.times(20); round++) {
                await().atMost(SOON).until(() -> nodes() == 2);
                NodeProcess owner = owner() == first.pid() ? first : second;
                try (NodeProcess.Frozen _ = owner.freeze()) {
                    swap(load);
                    LOG.info("{} owned, {} owns the segment after the swap", owner.pid(), owner());
                    await().atMost(SOON).until(() -> owner() != owner.pid() && owner() != 0);
                    swap(load);
                }
                swap(load);
            }
            load.end();

            operator.awaitTokensAtTheHead("article");
            assertThat(rows("article_g" + operator.live("article"))).isEqualTo(replayed());
        }
    }

    private void swap(RevisingAndReading load) {
        load.awaitWrites(5);
        RebuildReport report = operator.run(new RebuildOrder(
                "article", RebuildOrder.Purpose.REBUILD, null, false, false, Duration.ZERO, "ada", "a test"));
        assertThat(report.differing()).isZero();
        LOG.info(
                "Swapped: {} events, held up for {} ms",
                report.events(),
                report.frozen().toMillis());
        load.awaitWrites(5);
    }

    /** Number of the process that projects the articles; 0 for none. */
    private long owner() {
        return TestDatabase.asOwnerOf(database)
                .value(
                        "SELECT coalesce(max(split_part(owner, '@', 1)::bigint), 0) FROM read_model.token_entry"
                                + " WHERE processor_name = 'article'",
                        Long.class);
    }

    private int nodes() {
        return TestDatabase.asOwnerOf(database)
                .value(
                        "SELECT count(*) FROM read_model.processor_node"
                                + " WHERE processor_name = 'article' AND seen_at > now() - interval '3 s'",
                        Integer.class);
    }

    private List<Map<String, Object>> replayed() throws Exception {
        Projection projection = operator.process().context().getBean("articleProjection", Projection.class);
        Generation scratch = new Generation("article", 4711, projection.codeVersion());
        FoldedEvents events = projection.noEvents();
        operator.process()
                .context()
                .getBean(EventStorageEngine.class)
                .readEvents(null, false)
                .filter(projection::handles)
                .forEach(event -> events.add((DomainEventMessage<?>) event));
        try (Connection owner = TestDatabase.asOwnerOf(database).connect()) {
            new GenerationSchema(database.user()).createTables(owner, scratch);
            events.writeTo(owner, scratch.schema());
        }
        return rows(scratch.schema());
    }

    private List<Map<String, Object>> rows(String schema) {
        return TestDatabase.asOwnerOf(database).rows("SELECT * FROM %s.article ORDER BY id".formatted(schema));
    }
}
