package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SegmentsIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase application = TestDatabase.asApplicationOn(database);
    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();

    @Test
    void two_nodes_share_the_segments_and_the_rest_takes_over_when_one_leaves() {
        try (QueryNode first = start()) {
            awaitOwners(List.of(4L));
            try (QueryNode second = start()) {
                awaitOwners(List.of(2L, 2L));
                publishAndAwait(first, second, 1);
            }
            awaitOwners(List.of(4L));
            publishAndAwait(first, first, 100);
        }
    }

    @Test
    void nodes_that_start_at_once_on_an_empty_database_make_its_tables_once() {
        CompletableFuture<QueryNode> first = CompletableFuture.supplyAsync(this::start);
        CompletableFuture<QueryNode> second = CompletableFuture.supplyAsync(this::start);

        try (QueryNode one = first.join();
                QueryNode other = second.join()) {
            awaitOwners(List.of(2L, 2L));
            publishAndAwait(one, other, 1);
        }
    }

    @Test
    void segments_of_a_node_that_was_killed_are_taken_over_once_its_claim_is_stale() {
        try (QueryNode node = start()) {
            awaitOwners(List.of(4L));
            // Leaves the claims of a killed node, which are not renewed.
            application.execute(
                    "UPDATE read_model.token_entry SET owner = 'killed' WHERE processor_name = 'article' AND segment < 2");
            publishAndAwait(node, node, 1);
            awaitOwners(List.of(4L));
        }
    }

    @Test
    @Tag("timed")
    void claims_of_a_frozen_node_end_within_five_seconds_whatever_the_clocks_of_the_nodes_say() {
        Clock before = AbstractTokenEntry.clock;
        try (QueryNode node = start()) {
            awaitOwners(List.of(4L));
            AbstractTokenEntry.clock = Clock.offset(before, Duration.ofHours(1));
            claimForFrozen("3 h");
            // Until the node claims again what it has just lost.
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(30)).until(() -> claimsOf("frozen") == 4);
            claimForFrozen("0 s");
            long frozen = System.nanoTime();

            await().atMost(Duration.ofSeconds(20)).until(() -> claimsOf("frozen") == 0);

            assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                    .isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
            publishAndAwait(node, node, 1);
        } finally {
            AbstractTokenEntry.clock = before;
        }
    }

    private void claimForFrozen(String later) {
        application.execute("""
                UPDATE read_model.token_entry
                SET owner = 'frozen',
                    timestamp = to_char((clock_timestamp() + interval '%s') AT TIME ZONE 'UTC',
                                        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                WHERE processor_name = 'article'
                """.formatted(later));
    }

    private int claimsOf(String owner) {
        return application.value(
                "SELECT count(*) FROM read_model.token_entry WHERE owner = '%s'".formatted(owner), Integer.class);
    }

    @Test
    @Tag("timed")
    void a_node_with_nothing_to_do_extends_its_claims_long_before_they_end() {
        try (QueryNode _ = start()) {
            awaitOwners(List.of(4L));

            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> application.value(
                            "SELECT max(clock_timestamp() - timestamp::timestamptz) < interval '1.5 s'"
                                    + " FROM read_model.token_entry WHERE processor_name = 'article'",
                            Boolean.class));
        }
    }

    @Test
    @Tag("timed")
    void claims_of_a_node_whose_session_has_ended_are_released_at_once() throws SQLException {
        try (QueryNode node = start()) {
            awaitOwners(List.of(4L));
            try (Connection session = application.connect()) {
                shareWithNodeOf(session);
                awaitOwners(List.of(2L));
                // An hour ahead, so that the claims do not end by their age.
                application.execute("""
                        UPDATE read_model.token_entry
                        SET owner = 'dead', timestamp = '%s'
                        WHERE processor_name = 'article' AND owner IS NULL
                        """.formatted(Clock.systemUTC().instant().plusSeconds(3600)));
                awaitOwners(List.of(2L, 2L));
            }

            await().atMost(Duration.ofSeconds(3)).until(() -> claimsOfOthersThan("dead") == 4);
            publishAndAwait(node, node, 1);
        }
    }

    /** Makes a node "dead" known, which stays alive as long as the session. */
    private static void shareWithNodeOf(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("""
                    INSERT INTO read_model.processor_node (processor_name, node, seen_at, listener, listening_since)
                    SELECT 'article', 'dead', now() + interval '1 hour', pid, backend_start
                    FROM pg_stat_activity WHERE pid = pg_backend_pid()
                    """);
        }
    }

    private int claimsOfOthersThan(String owner) {
        return application.value(
                "SELECT count(*) FROM read_model.token_entry WHERE processor_name = 'article' AND owner <> '%s'"
                        .formatted(owner),
                Integer.class);
    }

    @Test
    void a_node_whose_claim_was_taken_commits_nothing_of_its_batch() {
        try (QueryNode node = start()) {
            awaitOwners(List.of(4L));
            String later = Clock.systemUTC().instant().plusSeconds(3600).toString();
            application.execute("UPDATE read_model.token_entry SET owner = 'other', timestamp = '" + later
                    + "' WHERE processor_name = 'article'");
            node.log()
                    .publish(event(
                            published(1, ADA, "Kept back"), 0, Clock.systemUTC().instant()));

            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> application.value("SELECT count(*) FROM article_g1.article", Integer.class) == 0);

            application.execute("UPDATE read_model.token_entry SET owner = NULL WHERE processor_name = 'article'");
            assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        }
    }

    private static void publishAndAwait(QueryNode writer, QueryNode reader, long firstId) {
        for (long id = firstId; id < firstId + 20; id++) {
            writer.log()
                    .publish(event(
                            published(id, ADA, "Article " + id),
                            0,
                            Clock.systemUTC().instant()));
        }
        for (long id = firstId; id < firstId + 20; id++) {
            assertThat(reader.reaches(new StreamVersion("article-" + id, 0))).isTrue();
        }
    }

    private QueryNode start() {
        return QueryNode.start(database, log, "talelio.projections.segments=4");
    }

    /** Waits until so many segments of the articles belong to each owner. */
    private void awaitOwners(List<Long> shares) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(application.rows("""
                        SELECT count(*) AS share FROM read_model.token_entry
                        WHERE processor_name = 'article' AND owner IS NOT NULL GROUP BY owner
                        """))
                .extracting(SegmentsIT::share)
                .isEqualTo(shares));
    }

    private static Object share(Map<String, Object> row) {
        return row.get("share");
    }
}
