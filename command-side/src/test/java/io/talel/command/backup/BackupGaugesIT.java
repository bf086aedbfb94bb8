package io.talel.command.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a node shows of what is written down about backups. */
class BackupGaugesIT {

    /** The advisory lock of backups: a process that makes, verifies or expires one holds it. */
    private static final String BACKUPS = "7114203, 1";

    private static final double BEGUN = Instant.parse("2026-11-25T02:00:00Z").getEpochSecond();

    private static PostgresDatabase database;
    private static Node node;
    private static JdbcClient owner;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        owner.sql("UPDATE operations.lineage SET since = '2026-01-01'").update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void nothing_was_done() {
        owner.sql("DELETE FROM operations.backup_run").update();
    }

    @Test
    void without_any_backup_there_is_no_number_but_none_failed() {
        assertThat(gauge("last.success.timestamp")).isNaN();
        assertThat(gauge("last.size")).isNaN();
        assertThat(gauge("last.duration")).isNaN();
        assertThat(gauge("last.verification.timestamp")).isNaN();
        assertThat(gauge("last.drill.timestamp")).isNaN();
        assertThat(gauge("failures")).isZero();
        assertThat(gauge("verification.failures")).isZero();
        assertThat(gauge("drill.failures")).isZero();
        assertThat(gauge("expiry.failures")).isZero();
        assertThat(gauge("problems")).isZero();
    }

    @Test
    void the_newest_backup_that_was_completed_counts_and_what_failed_since() {
        run("full", "failed", 0);
        run("full", "done", 60);
        run("incremental", "failed", 300);
        run("verify", "failed", 400);
        run("incremental", "cancelled", 500);
        begun("incremental", 600);

        assertThat(gauge("last.success.timestamp")).isEqualTo(BEGUN + 60 + 10);
        assertThat(gauge("last.size")).isEqualTo(4096);
        assertThat(gauge("last.duration")).isEqualTo(10);
        assertThat(gauge("failures")).isEqualTo(2);

        run("incremental", "done", 900);
        assertThat(gauge("last.success.timestamp")).isEqualTo(BEGUN + 900 + 10);
        assertThat(gauge("failures")).isZero();
    }

    @Test
    void one_that_waited_in_vain_for_another_has_failed_until_that_one_is_done() {
        begun("full", 0);
        run("incremental", "failed", 30);
        assertThat(gauge("failures")).as("with the one that nobody runs").isEqualTo(2);

        owner.sql(
                        "UPDATE operations.backup_run SET outcome = 'done', finished_at = to_timestamp(?) WHERE task = 'full'")
                .param(BEGUN + 60)
                .update();
        assertThat(gauge("failures")).isZero();
    }

    @Test
    void what_is_done_with_backups_apart_from_making_them_is_none_and_no_failure_of_one() {
        run("full", "done", 0);
        run("expire", "done", 100);
        run("expire", "failed", 200);
        run("drill", "done", 300);
        run("verify", "done", 400, "old", "{\"problems\": [\"a\"], \"copyImages\": true, \"imagesLeftOut\": true}");
        begun("drill", 500);

        assertThat(gauge("last.success.timestamp")).isEqualTo(BEGUN + 10);
        assertThat(gauge("failures")).isZero();
        assertThat(gauge("problems")).isZero();
    }

    @Test
    void a_verification_or_drill_that_failed_counts_until_one_of_the_same_or_a_newer_backup_succeeds() {
        run("verify", "failed", 0, "b", "{\"deep\": true}");
        run("verify", "failed", 20, "c", "{\"deep\": false, \"problems\": [{}]}");
        run("drill", "failed", 40, "b", "{}");
        run("drill", "cancelled", 60, "b", "{}");
        assertThat(gauge("verification.failures")).isEqualTo(2);
        assertThat(gauge("drill.failures")).isEqualTo(1);

        run("verify", "done", 100, null, "{\"deep\": true, \"kept\": 3}");
        run("verify", "done", 100, "a", "{\"deep\": true}");
        run("drill", "done", 100, "a", "{}");
        assertThat(gauge("verification.failures")).as("an older one").isEqualTo(2);
        assertThat(gauge("drill.failures")).as("an older one").isEqualTo(1);

        run("verify", "done", 200, "c", "{\"deep\": false}");
        run("drill", "done", 200, "b", "{}");
        assertThat(gauge("verification.failures")).as("the deep one").isEqualTo(1);
        assertThat(gauge("drill.failures")).isZero();

        run("verify", "done", 300, "c", "{\"deep\": true}");
        assertThat(gauge("verification.failures")).isZero();
        assertThat(gauge("failures")).isZero();
    }

    @Test
    void whatever_waited_in_vain_or_was_cut_off_counts_until_one_of_its_kind_succeeds() {
        begun("full", 0);
        for (String task : new String[] {"verify", "drill", "expire"}) {
            run(task, "failed", 30);
            begun(task, 60);
        }
        owner.sql("UPDATE operations.backup_run SET updated_at = started_at").update();
        assertThat(gauge("verification.failures")).isEqualTo(2);
        assertThat(gauge("drill.failures")).isEqualTo(2);
        assertThat(gauge("expiry.failures")).isEqualTo(2);

        run("verify", "done", 100, "any", "{}");
        run("drill", "done", 100, "any", "{}");
        run("expire", "done", 100);
        assertThat(gauge("verification.failures")).isZero();
        assertThat(gauge("drill.failures")).isZero();
        assertThat(gauge("expiry.failures")).isZero();
        assertThat(gauge("failures")).as("of the backup").isEqualTo(1);
    }

    @Test
    void the_backup_that_runs_has_not_failed_but_one_that_was_cut_off_before_it_has() throws SQLException {
        run("full", "done", 0);
        begun("incremental", 100);
        begun("incremental", 200);

        try (Connection _ = locked(database, BACKUPS)) {
            assertThat(gauge("failures")).isEqualTo(1);

            begun("verify", 300);
            assertThat(gauge("failures")).as("while a verification runs").isEqualTo(2);
        }
    }

    @Test
    void another_lock_is_no_sign_of_a_running_backup() throws SQLException {
        begun("full", 0);

        try (Connection _ = locked(SharedServers.newDatabase(), BACKUPS);
                Connection _ = locked(database, "7114203, 2");
                Connection _ = locked(database, "1, 1");
                Connection _ = locked(database, "(7114203::bigint << 32) + 1")) {
            assertThat(gauge("failures")).isEqualTo(1);
        }
    }

    @Test
    void a_proof_is_worth_what_it_proves_and_a_drill_that_failed_is_none() {
        run("full", "done", 0, "old", "{}");
        run("full", "done", 100, "new", "{}");
        run("verify", "done", 200, "new", "{}");
        run("verify", "done", 300, "old", "{}");
        run("verify", "done", 400, "of another database", "{}");
        run("drill", "done", 500, "old", "{}");
        run("drill", "failed", 600, "new", "{}");

        assertThat(gauge("last.verification.timestamp")).isEqualTo(BEGUN + 100 + 10);
        assertThat(gauge("last.drill.timestamp")).isEqualTo(BEGUN + 10);
    }

    @Test
    void only_a_proof_that_was_completed_of_a_backup_that_was_completed_is_one() {
        run("full", "failed", 0, "half", "{}");
        run("verify", "done", 100, "half", "{}");
        run("drill", "done", 200, "half", "{}");
        run("full", "done", 300, "whole", "{}");
        run("verify", "failed", 400, "whole", "{}");
        run("verify", "cancelled", 500, "whole", "{}");
        run("drill", "cancelled", 600, "whole", "{}");

        assertThat(gauge("last.verification.timestamp")).isNaN();
        assertThat(gauge("last.drill.timestamp")).isNaN();
    }

    @Test
    void backups_of_before_a_restore_prove_nothing_of_the_database_that_goes_on() {
        run("full", "done", 0, "before", "{}");
        run("verify", "done", 20, "before", "{}");
        run("drill", "done", 40, "before", "{}");
        owner.sql("INSERT INTO operations.lineage (since) VALUES (to_timestamp(?))")
                .param(BEGUN + 100)
                .update();
        try {
            assertThat(gauge("last.verification.timestamp")).isNaN();
            assertThat(gauge("last.drill.timestamp")).isNaN();

            run("full", "done", 200, "after", "{}");
            run("verify", "done", 300, "after", "{}");
            run("drill", "done", 400, "after", "{}");
            assertThat(gauge("last.verification.timestamp")).isEqualTo(BEGUN + 200 + 10);
            assertThat(gauge("last.drill.timestamp")).isEqualTo(BEGUN + 200 + 10);
        } finally {
            owner.sql("DELETE FROM operations.lineage WHERE number > 1").update();
        }
    }

    @Test
    void what_the_last_backup_says_that_somebody_has_to_see_to_is_counted_and_images_until_they_are_copied() {
        run("full", "done", 0, "one", "{\"problems\": [\"a\", \"b\"], \"copyImages\": true, \"imagesLeftOut\": true}");
        assertThat(gauge("problems")).isEqualTo(2);

        run("incremental", "done", 100, "two", "{\"problems\": [], \"copyImages\": false}");
        assertThat(gauge("problems")).isEqualTo(1);

        run("full", "done", 200, "three", "{\"problems\": [], \"copyImages\": true, \"imagesLeftOut\": false}");
        assertThat(gauge("problems")).isZero();
    }

    @Test
    void where_nothing_is_written_down_there_is_no_number() {
        owner.sql("ALTER TABLE operations.backup_run RENAME TO elsewhere").update();
        try {
            assertThat(gauge("last.success.timestamp")).isNaN();
            assertThat(gauge("failures")).isNaN();
        } finally {
            owner.sql("ALTER TABLE operations.elsewhere RENAME TO backup_run").update();
        }
    }

    private static void run(String task, String outcome, int begun) {
        run(task, outcome, begun, null, "{}");
    }

    private static void run(String task, String outcome, int begun, @Nullable String backup, String details) {
        owner.sql("""
                        INSERT INTO operations.backup_run
                            (task, operator, host, started_at, finished_at, outcome, size, backup, details)
                        VALUES (:task, 'grace', 'here', to_timestamp(:begun), to_timestamp(:begun + 10), :outcome, 4096,
                            :backup, :details::jsonb)""")
                .param("backup", backup)
                .param("details", details)
                .param("task", task)
                .param("outcome", outcome)
                .param("begun", BEGUN + begun)
                .update();
    }

    private static void begun(String task, int begun) {
        owner.sql("""
                        INSERT INTO operations.backup_run (task, operator, host, started_at)
                        VALUES (:task, 'grace', 'here', to_timestamp(:begun))""").param("task", task).param("begun", BEGUN + begun).update();
    }

    /** Held until the connection is closed. */
    private static Connection locked(PostgresDatabase where, String numbers) throws SQLException {
        Connection holder = DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        holder.createStatement().execute("SELECT pg_advisory_lock(" + numbers + ")");
        return holder;
    }

    /** As a node that has not looked yet. */
    private static double gauge(String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new BackupGauges(new BackupRuns(
                        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password())))
                .bindTo(registry);
        return registry.get("talelio.backup." + name).gauge().value();
    }
}
