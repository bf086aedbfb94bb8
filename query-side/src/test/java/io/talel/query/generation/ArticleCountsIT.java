package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.removedArticle;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/** The kept numbers of articles are what counting the rows gives. */
class ArticleCountsIT {

    private static PostgresDatabase database;
    private static TestDatabase owner;
    private static QueryNode node;
    private static Projection articles;
    private static int generations = 100;

    @BeforeContainer
    static void a_node_without_live_events() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");
        articles = node.context().getBean("articleProjection", Projection.class);
    }

    @AfterContainer
    static void stop() {
        node.close();
    }

    /** Some of the history is there before the counting begins; some of it comes twice. */
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void every_article_is_counted_in_batches_of_any_size(
            @ForAll("histories") List<DomainEventMessage<?>> history, @ForAll long seed) throws Exception {
        Generation generation = newGeneration();
        List<List<DomainEventMessage<?>>> batches = new ArrayList<>(Histories.batches(history, seed));
        int before = Math.floorMod(seed, batches.size() + 1);
        batches.addAll(batches.subList(0, batches.size() / 2));
        for (int i = 0; i < batches.size(); i++) {
            if (i == before) {
                begin(generation);
            }
            write(generation, batches.get(i));
        }
        if (before >= batches.size()) {
            begin(generation);
        }

        assertThat(kept(generation)).isEqualTo(counted(generation));
        assertThat(keptTags(generation)).isEqualTo(countedTags(generation));
    }

    @Provide
    Arbitrary<List<DomainEventMessage<?>>> histories() {
        return Histories.any().filter(history -> history.stream().anyMatch(articles::handles));
    }

    /** Three authors; some transactions are rolled back, as if another node had moved the token. */
    @Example
    void writers_at_once_count_exactly() throws Exception {
        Generation generation = newGeneration();
        begin(generation);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int lane = writer;
                Callable<Boolean> writing = () -> {
                    for (long id = 1 + lane; id <= 120; id += 4) {
                        rollBack(generation, List.of(event(published(id, new UserId(1 + id % 3), "Lost"), 0, MONDAY)));
                        write(generation, List.of(event(published(id, new UserId(1 + id % 3), "Kept"), 0, MONDAY)));
                        if (id % 5 == 0) {
                            write(generation, List.of(event(removedArticle(id), 1, MONDAY)));
                        }
                    }
                    return true;
                };
                writers.add(threads.submit(writing));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertThat(kept(generation)).isEqualTo(counted(generation)).hasSize(3);
        assertThat(owner.value(
                        "SELECT max(rows) FROM (SELECT count(*) AS rows FROM %s.author_articles GROUP BY author_id) counted"
                                .formatted(generation.schema()),
                        Integer.class))
                .isLessThanOrEqualTo(4);
    }

    @Example
    void no_transaction_waits_for_another_that_counts_the_same_author() throws Exception {
        Generation generation = newGeneration();
        begin(generation);
        write(generation, List.of(event(published(1, ADA, "First"), 0, MONDAY)));
        try (Connection held = connect()) {
            fold(held, generation, List.of(event(published(2, ADA, "Second"), 0, MONDAY)));
            try (Connection other = connect()) {
                other.createStatement().execute("SET lock_timeout = '100ms'");
                fold(other, generation, List.of(event(published(3, ADA, "Third"), 0, MONDAY)));
                other.commit();
            }
            held.commit();
        }

        assertThat(kept(generation)).containsExactly(Map.of("author_id", ADA.value(), "articles", 3L));
    }

    private static Generation newGeneration() throws SQLException {
        Generation generation = new Generation("article", ++generations, 1);
        try (Connection connection = owner.connect()) {
            new GenerationSchema(database.user()).createTables(connection, generation);
        }
        return generation;
    }

    private static void begin(Generation generation) {
        owner.execute(new GenerationSchema(database.user()).indexes(generation));
    }

    private static Connection connect() throws SQLException {
        Connection connection = TestDatabase.asApplicationOn(database).connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void write(Generation generation, List<DomainEventMessage<?>> events) throws SQLException {
        try (Connection connection = connect()) {
            fold(connection, generation, events);
            connection.commit();
        }
    }

    private static void rollBack(Generation generation, List<DomainEventMessage<?>> events) throws SQLException {
        try (Connection connection = connect()) {
            fold(connection, generation, events);
            connection.rollback();
        }
    }

    private static void fold(Connection connection, Generation generation, List<DomainEventMessage<?>> events)
            throws SQLException {
        FoldedEvents folded = articles.noEvents();
        events.stream().filter(articles::handles).forEach(folded::add);
        folded.writeTo(connection, generation.schema());
    }

    private static List<Map<String, Object>> kept(Generation generation) {
        return owner.rows("""
                SELECT author_id, sum(articles)::bigint AS articles
                FROM %s.author_articles
                GROUP BY author_id
                HAVING sum(articles) <> 0
                ORDER BY author_id
                """.formatted(generation.schema()));
    }

    private static List<Map<String, Object>> counted(Generation generation) {
        return owner.rows("""
                SELECT author_id, count(*) AS articles
                FROM %s.article
                WHERE published AND NOT trashed
                GROUP BY author_id
                ORDER BY author_id
                """.formatted(generation.schema()));
    }

    private static List<Map<String, Object>> keptTags(Generation generation) {
        return owner.rows("""
                SELECT tag, sum(articles) AS articles
                FROM %s.tag_articles
                GROUP BY tag
                HAVING sum(articles) <> 0
                ORDER BY tag
                """.formatted(generation.schema()));
    }

    private static List<Map<String, Object>> countedTags(Generation generation) {
        return owner.rows("""
                SELECT lower(tag) COLLATE "C" AS tag, CAST(count(*) AS numeric) AS articles
                FROM %s.article
                CROSS JOIN LATERAL unnest(CASE WHEN pinned_version IS NULL THEN tags ELSE pinned_tags END) tag
                WHERE published AND NOT trashed
                GROUP BY 1
                ORDER BY 1
                """.formatted(generation.schema()));
    }
}
