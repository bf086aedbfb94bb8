package io.talel.gateway.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ErasureQueueIT {

    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);

    private static JdbcClient jdbc;

    private final ErasureQueue queue = new ErasureQueue(jdbc);

    @BeforeAll
    static void migrate() {
        PostgresDatabase database = SharedServers.newDatabase();
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM auth.erasure").update();
    }

    @Test
    void an_erasure_is_taken_as_first_added_and_left_to_its_node() {
        queue.add(ADA, ArticlesOnRemoval.REMOVE);
        queue.add(ADA, ArticlesOnRemoval.KEEP);

        assertThat(queue.take()).hasValueSatisfying(taken -> {
            assertThat(taken.userId()).isEqualTo(ADA);
            assertThat(taken.articles()).isEqualTo(ArticlesOnRemoval.REMOVE);
            assertThat(taken.attempts()).isEqualTo(1);
        });
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void many_nodes_never_take_the_same_one() throws Exception {
        List<Long> pending =
                IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList();
        pending.forEach(id -> queue.add(new UserId(id), ArticlesOnRemoval.KEEP));

        Callable<Optional<Erasure>> node = queue::take;
        try (var nodes = Executors.newFixedThreadPool(8)) {
            List<Future<Optional<Erasure>>> taken =
                    nodes.invokeAll(IntStream.range(0, 60).mapToObj(_ -> node).toList());
            assertThat(taken.stream().flatMap(each -> each.resultNow().stream()))
                    .extracting(erasure -> erasure.userId().value())
                    .containsExactlyInAnyOrderElementsOf(pending);
        }
    }

    @Test
    void a_lease_that_is_not_prolonged_ends_and_another_goes_on() {
        queue.add(ADA, ArticlesOnRemoval.KEEP);
        queue.take();
        queue.dueIn(ErasureQueue.LEASE, ADA);
        assertThat(queue.take()).isEmpty();

        later(ErasureQueue.LEASE);

        assertThat(queue.take()).map(Erasure::attempts).contains(2);
    }

    @Test
    void it_is_settled_a_while_after_the_sessions_have_ended_however_long_ago_the_removal_was() {
        queue.add(ADA, ArticlesOnRemoval.KEEP);
        jdbc.sql("UPDATE auth.erasure SET removed_at = removed_at - interval '1 day'")
                .update();
        assertThat(queue.take()).map(Erasure::isSettled).contains(false);
        assertThat(queue.withSessions()).containsExactly(ADA);

        queue.sessionsEnded(ADA);
        queue.dueIn(Duration.ZERO, ADA);
        assertThat(queue.withSessions()).isEmpty();
        assertThat(queue.take()).map(Erasure::isSettled).contains(false);

        later(ErasureDispatch.SETTLED.plusSeconds(1));
        queue.sessionsEnded(ADA);
        assertThat(queue.take()).map(Erasure::isSettled).contains(true);
    }

    @Test
    void the_oldest_erasure_gives_the_backlog_until_all_are_done() {
        assertThat(queue.oldestSeconds()).isZero();
        queue.add(ADA, ArticlesOnRemoval.KEEP);
        later(Duration.ofMinutes(10));
        queue.add(BOB, ArticlesOnRemoval.KEEP);

        assertThat(queue.oldestSeconds()).isBetween(600.0, 900.0);
        queue.done(ADA);
        assertThat(queue.oldestSeconds()).isLessThan(600.0);
        queue.done(BOB);
        assertThat(queue.oldestSeconds()).isZero();
    }

    /** Makes rows older instead of waiting. */
    private static void later(Duration by) {
        jdbc.sql("""
                        UPDATE auth.erasure
                        SET due_at = due_at - :by, removed_at = removed_at - :by, sessions_ended_at = sessions_ended_at - :by
                        """.replace(":by", "make_interval(secs => " + by.toSeconds() + ")"))
                .update();
    }
}
