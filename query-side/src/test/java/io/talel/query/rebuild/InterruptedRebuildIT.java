package io.talel.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rebuilds that do not end well. */
class InterruptedRebuildIT {

    private static final int ARTICLES = 600;

    private PostgresDatabase database;
    private TestDatabase owner;
    private Operators operator;
    private List<Map<String, Object>> live;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        operator = Operators.of(database);
        LongLog.begin(operator.process().log());
        operator.run(Operators.rebuild("article"));
        LongLog.grow(owner, 2, ARTICLES, 500);
        live = owner.rows("SELECT * FROM read_model.article");
        assertThat(live).hasSize(1);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void a_second_rebuild_is_refused_and_a_cancelled_one_leaves_nothing_behind() {
        List<?> schemas = operator.schemas("article");
        List<Throwable> refusals = new ArrayList<>();

        assertThatThrownBy(() -> operator.rebuilds().run(Operators.rebuild("article"), progress -> {
                    if (progress.phase() == Phase.FILLING && refusals.isEmpty()) {
                        assertThatThrownBy(() -> operator.run(Operators.rebuild("article")))
                                .satisfies(refusals::add);
                        owner.execute("UPDATE read_model.rebuild SET cancel_requested = true"
                                + " WHERE projection = 'article'");
                    }
                }))
                .isInstanceOfSatisfying(RebuildStopped.class, stopped -> assertThat(stopped.cancelled())
                        .isTrue())
                .hasMessage("It was cancelled");

        assertThat(refusals)
                .singleElement()
                .isInstanceOf(RebuildRefused.class)
                .extracting(Throwable::getMessage)
                .asString()
                .matches("article is being rebuilt by ada \\(\\d+@.+\\) since \\d{4}-.+");
        assertThat(state()).isEqualTo("cancelled");
        assertThat(operator.schemas("article")).isEqualTo(schemas);
        assertThat(owner.rows("SELECT * FROM read_model.article")).isEqualTo(live);
    }

    @Test
    void a_rebuild_that_is_killed_at_any_moment_leaves_the_live_rows_alone_and_the_next_one_cleans_up()
            throws Exception {
        int kills = Scale.times(20);
        Random moments = new Random(20);
        for (int kill = 0; kill < kills; kill++) {
            owner.execute("DELETE FROM read_model.rebuild");
            long moment = moments.nextLong(ARTICLES);
            try (Connection reader = oldSnapshot()) {
                Process process = RebuildProcess.start(database);
                await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || hasDone(moment));
                assertThat(process.isAlive()).isTrue();
                process.destroyForcibly().waitFor();
                reader.rollback();
            }

            assertThat(owner.rows("SELECT * FROM read_model.article")).isEqualTo(live);
        }
        for (Phase phase : List.of(Phase.INDEXING, Phase.CATCHING_UP, Phase.VERIFYING, Phase.SWAPPING)) {
            killAtSightOf(phase);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.value(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                        + " AND classid = 7114202 AND database ="
                                        + " (SELECT oid FROM pg_database WHERE datname = current_database())",
                                Integer.class)
                        == 0);

        RebuildReport report = operator.run(Operators.rebuild("article"));

        assertThat(owner.value("SELECT count(*) FROM read_model.article", Integer.class))
                .isEqualTo(ARTICLES);
        assertThat(operator.generations("article"))
                .containsExactly("1 kept", "2 kept", report.generation() + " active");
        assertThat(operator.schemas("article")).hasSize(3);
    }

    /** In that phase or, since most of them take milliseconds, soon after; not after the swap, for which it must wait. */
    private void killAtSightOf(Phase phase) throws Exception {
        owner.execute("DELETE FROM read_model.rebuild");
        try (Connection reader = oldSnapshot()) {
            Process process = RebuildProcess.start(database);
            await().atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.isAlive() || hasReached(phase));
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();
            reader.rollback();
        }
        assertThat(owner.rows("SELECT * FROM read_model.article")).isEqualTo(live);
    }

    private boolean hasReached(Phase phase) {
        return owner.rows("SELECT phase FROM read_model.rebuild WHERE projection = 'article'").stream()
                .map(row -> String.valueOf(row.get("phase")).replace(' ', '_').toUpperCase(Locale.ROOT))
                .anyMatch(reached -> Phase.valueOf(reached).compareTo(phase) >= 0);
    }

    @Test
    void a_process_that_stands_still_while_it_holds_the_nodes_up_lets_go_of_them_soon_and_has_changed_nothing()
            throws Exception {
        try (Connection reader = oldSnapshot()) {
            Process process = RebuildProcess.start(database);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> holdsNodesUp() && standsStillHoldingThemUp(process));

                await().atMost(Duration.ofSeconds(30)).until(() -> !holdsNodesUp());
                OtherProcess.signal(process, "CONT");

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isNotZero();
            } finally {
                process.destroyForcibly();
            }
            reader.rollback();
        }
        assertThat(state()).isEqualTo("failed");
        assertThat(owner.value("SELECT message FROM read_model.rebuild", String.class))
                .contains("terminating connection due to idle-in-transaction timeout");
        assertThat(operator.generations("article")).containsExactly("1 kept", "2 active");
        assertThat(owner.rows("SELECT * FROM read_model.article")).isEqualTo(live);
    }

    /** A swap waits for it to end. */
    private Connection oldSnapshot() throws SQLException {
        Connection reader = TestDatabase.asApplicationOn(database).connect();
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        reader.setAutoCommit(false);
        reader.createStatement().execute("SELECT version FROM read_model.article");
        return reader;
    }

    /** Whether the live generation is locked; no node runs that could lock it. */
    private boolean holdsNodesUp() {
        return owner.value(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'read_model.generation'::regclass"
                        + " AND mode = 'RowShareLock' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
                Boolean.class);
    }

    private boolean standsStillHoldingThemUp(Process process) throws Exception {
        OtherProcess.signal(process, "STOP");
        if (holdsNodesUp()) {
            return true;
        }
        OtherProcess.signal(process, "CONT");
        return false;
    }

    private String state() {
        return owner.value("SELECT phase FROM read_model.rebuild WHERE projection = 'article'", String.class);
    }

    private boolean hasDone(long moment) {
        return owner.value(
                "SELECT coalesce((SELECT done >= " + moment + " OR phase <> 'filling' FROM read_model.rebuild"
                        + " WHERE projection = 'article'), false)",
                Boolean.class);
    }
}
