package io.talel.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import io.talel.query.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    void while_one_operator_rebuilds_another_is_refused_and_who_cancels_it_leaves_nothing_behind() {
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
                .isInstanceOf(RebuildStopped.class)
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
            Process process = RebuildProcess.start(database);
            long moment = moments.nextLong(ARTICLES);
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || hasDone(moment));
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();

            assertThat(owner.rows("SELECT * FROM read_model.article")).isEqualTo(live);
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
