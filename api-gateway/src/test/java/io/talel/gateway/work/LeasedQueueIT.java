package io.talel.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LeasedQueueIT {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private static DataSource source;
    private static JdbcClient jdbc;

    private final LeasedQueue<Task> queue = queue(true);

    private record Task(int id, int attempts) {}

    @BeforeAll
    static void create() {
        PostgresDatabase database = SharedServers.newDatabase();
        source = new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
        jdbc = JdbcClient.create(source);
        jdbc.sql("CREATE SCHEMA work").update();
        jdbc.sql("""
                CREATE TABLE work.task (
                    task_id integer PRIMARY KEY,
                    due_at timestamptz,
                    attempts integer NOT NULL DEFAULT 0)
                """).update();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM work.task").update();
    }

    @Test
    void nodes_that_take_several_at_once_never_take_the_same_one_nor_more_than_they_ask_for() throws Exception {
        List<Integer> tasks = IntStream.range(0, 200).boxed().toList();
        tasks.forEach(id -> add(id, Duration.ZERO));
        Callable<List<List<Task>>> node = () -> {
            List<List<Task>> taken = new ArrayList<>();
            for (List<Task> some = queue.take(3); !some.isEmpty(); some = queue.take(3)) {
                taken.add(some);
            }
            return taken;
        };

        List<List<Task>> taken;
        try (var nodes = Executors.newFixedThreadPool(6)) {
            taken = nodes.invokeAll(Collections.nCopies(6, node)).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();
        }

        assertThat(taken).allSatisfy(some -> assertThat(some).hasSizeBetween(1, 3));
        assertThat(taken.stream().flatMap(List::stream))
                .extracting(Task::id)
                .containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_row_that_another_node_is_taking_holds_nobody_up() throws SQLException {
        add(1, Duration.ofMinutes(1));
        add(2, Duration.ZERO);
        try (Connection other = source.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("SELECT FROM work.task WHERE task_id = 1 FOR UPDATE");

            assertThat(queue.take(2)).extracting(Task::id).containsExactly(2);
        }
    }

    @Test
    void the_longest_due_are_taken_first_and_none_before_its_time() {
        add(1, Duration.ofMinutes(1));
        add(2, Duration.ofMinutes(3));
        add(3, Duration.ofMinutes(2));
        add(4, Duration.ofHours(-1));

        assertThat(queue.take(2)).extracting(Task::id).containsExactlyInAnyOrder(2, 3);
        assertThat(queue.take()).map(Task::id).contains(1);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void a_row_is_due_again_after_its_lease_and_attempts_are_counted_where_the_table_does() {
        add(1, Duration.ZERO);
        assertThat(queue.take()).contains(new Task(1, 1));
        pass(LEASE.minusSeconds(10));
        assertThat(queue.take()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(queue.take()).contains(new Task(1, 2));
        pass(LEASE);
        assertThat(queue(false).take()).contains(new Task(1, 2));
    }

    @Test
    void rows_are_kept_by_their_node_and_never_due_earlier_for_it() {
        add(1, Duration.ZERO);
        add(2, Duration.ZERO);
        add(3, Duration.ZERO);
        queue.take(3);
        queue.dueIn(Duration.ofHours(1), 2);
        pass(LEASE.minusSeconds(10));

        queue.keep(List.of(1, 2));

        pass(Duration.ofSeconds(10));
        assertThat(queue.take(3)).extracting(Task::id).containsExactly(3);
        pass(LEASE);
        assertThat(queue.take(3)).extracting(Task::id).containsExactlyInAnyOrder(1, 3);
        pass(Duration.ofHours(1));
        assertThat(queue.take(3)).extracting(Task::id).contains(2);
    }

    @Test
    void a_row_without_a_time_is_never_due_again() {
        add(1, Duration.ZERO);
        queue.take();
        jdbc.sql("UPDATE work.task SET due_at = NULL").update();

        queue.keep(List.of(1));
        queue.dueIn(Duration.ZERO, 1);

        pass(Duration.ofDays(30));
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void a_row_that_is_done_is_gone() {
        add(1, Duration.ZERO);
        add(2, Duration.ZERO);
        queue.remove(1);
        assertThat(queue.take(10)).extracting(Task::id).containsExactly(2);
    }

    private static LeasedQueue<Task> queue(boolean countsAttempts) {
        return new LeasedQueue<>(
                jdbc,
                new Table("work.task", "task_id", countsAttempts, "task_id, attempts"),
                LEASE,
                (row, _) -> new Task(row.getInt("task_id"), row.getInt("attempts")));
    }

    private static void add(int id, Duration dueFor) {
        jdbc.sql("INSERT INTO work.task (task_id, due_at) VALUES (:id, now() - make_interval(secs => :due))")
                .param("id", id)
                .param("due", dueFor.toSeconds())
                .update();
    }

    /** Makes rows older, as if time had passed. */
    private static void pass(Duration time) {
        jdbc.sql("UPDATE work.task SET due_at = due_at - make_interval(secs => :time)")
                .param("time", time.toSeconds())
                .update();
    }
}
