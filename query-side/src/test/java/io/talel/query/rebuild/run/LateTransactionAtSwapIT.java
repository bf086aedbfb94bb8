package io.talel.query.rebuild.run;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.generation.ReadModelLineage;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Operators;
import io.talel.query.rebuild.RebuildStopped;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction with very many places of the log, which commits when the rebuild has just searched these in vain. */
class LateTransactionAtSwapIT {

    /** So many gaps are searched every half an hour. */
    private static final long PLACES = 1_000_000_000;

    /** To fill, to catch up, to compare, and the last one before the nodes are held up. */
    private static final int READS_BEFORE_THE_SWAP = 4;

    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicInteger reads = new AtomicInteger();

    /** Whether the nodes were held up at each read that came after the moment of the test. */
    private final List<Boolean> heldUp = new CopyOnWriteArrayList<>();

    private PostgresDatabase database;
    private TestDatabase owner;
    private Operators operator;
    private QueryNode node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        operator = Operators.of(database);
        node = QueryNode.onOneDatabase(database);
        publish(1);
    }

    @AfterEach
    void stop() {
        node.close();
        operator.close();
    }

    @Test
    void what_the_nodes_have_read_of_it_is_in_the_new_generation() throws SQLException {
        try (Connection late = owner.connect()) {
            late.setAutoCommit(false);
            late.createStatement().execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), 'article-1001', 0, aggregate_type, now(), event_name, event_revision,
                        convert_to((convert_from(payload, 'UTF8')::jsonb || '{"articleId":1001}')::text, 'UTF8'), metadata
                    FROM event_store.domain_event WHERE aggregate_identifier = 'article-1'""");
            late.createStatement()
                    .execute("SELECT setval(log, nextval(log) + %d)".formatted(PLACES)
                            + " FROM (SELECT 'event_store.domain_event_global_index_seq'::regclass) AS sequence (log)");
            publish(2);
            node.close();

            rebuild(Duration.ofMinutes(2), () -> {
                late.commit();
                // A node that has just started has not searched the gaps in vain.
                node = QueryNode.onOneDatabase(database);
                await().atMost(SOON).until(() -> articles().contains(1001L));
            });
        }

        assertThat(heldUp.getFirst()).isTrue();
        assertThat(operator.live("article")).isEqualTo(2);
        assertThat(articles()).containsExactly(1L, 2L, 1001L);
    }

    @Test
    void nothing_is_swapped_while_the_nodes_are_further_than_the_rebuild_can_read() {
        String beyond = "convert_to(jsonb_set(convert_from(token, 'UTF8')::jsonb, '{index}', '%d')::text, 'UTF8')";
        node.close();

        assertThatThrownBy(() -> rebuild(
                        Duration.ZERO,
                        () -> owner.execute("UPDATE read_model.token_entry SET token = " + beyond.formatted(PLACES)
                                + " WHERE processor_name = 'article'")))
                .isInstanceOf(RebuildStopped.class)
                .hasMessage("It could not be swapped within 0 s, at last because"
                        + " the nodes have read further than this process could");

        assertThat(operator.generations("article")).containsExactly("1 active");
    }

    private void publish(long id) {
        node.log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-" + id, 0))).isTrue();
    }

    private List<Long> articles() {
        return owner.rows("SELECT id FROM read_model.article ORDER BY id").stream()
                .map(row -> (Long) row.get("id"))
                .toList();
    }

    private interface Moment {
        void come() throws SQLException;
    }

    /** @param beforeTheSwap comes after the last read that precedes the lock on the live generation */
    private void rebuild(Duration patience, Moment beforeTheSwap) {
        var beans = operator.process().context();
        EventStorageEngine log = beans.getBean(EventStorageEngine.class);
        EventStorageEngine counted = (EventStorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (_, method, arguments) -> {
                    Object answer = method.invoke(log, arguments);
                    if (!(answer instanceof Stream<?> events)) {
                        return answer;
                    }
                    int read = reads.incrementAndGet();
                    if (read > READS_BEFORE_THE_SWAP) {
                        heldUp.add(areNodesHeldUp());
                    }
                    return read == READS_BEFORE_THE_SWAP ? events.onClose(() -> come(beforeTheSwap)) : events;
                });
        new ProjectionRebuilds(
                        List.copyOf(beans.getBeansOfType(Projection.class).values()),
                        beans.getBean(ReadModelLineage.class),
                        new RebuildContext(beans.getBean(ReadModelConnections.class), counted, patience))
                .run(Operators.rebuild("article"), _ -> {});
    }

    private boolean areNodesHeldUp() {
        return owner.value(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'read_model.generation'::regclass"
                        + " AND mode = 'RowShareLock' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                Boolean.class);
    }

    private static void come(Moment moment) {
        try {
            moment.come();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
