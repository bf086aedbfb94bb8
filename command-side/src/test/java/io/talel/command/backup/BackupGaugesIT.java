package io.talel.command.backup;

import static io.talel.command.backup.RunLog.BEGUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node shows of what is written down about backups. */
class BackupGaugesIT {

    /** The advisory lock of backups: a process that makes, verifies or expires one holds it. */
    private static final String BACKUPS = "7114203, 1";

    private static PostgresDatabase database;
    private static Node node;
    private static RunLog log;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        log = new RunLog(database);
        log.owner().sql("UPDATE operations.lineage SET since = '2026-01-01'").update();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void nothing_was_done() {
        log.owner().sql("DELETE FROM operations.backup_run").update();
    }

    @Test
    void without_any_backup_there_is_no_number_but_none_failed() {
        assertThat(log.gauge("last.success.timestamp")).isNaN();
        assertThat(log.gauge("last.size")).isNaN();
        assertThat(log.gauge("last.duration")).isNaN();
        assertThat(log.gauge("last.verification.timestamp")).isNaN();
        assertThat(log.gauge("last.drill.timestamp")).isNaN();
        assertThat(log.gauge("failures")).isZero();
        assertThat(log.gauge("verification.failures")).isZero();
        assertThat(log.gauge("drill.failures")).isZero();
        assertThat(log.gauge("expiry.failures")).isZero();
        assertThat(log.gauge("problems")).isZero();
    }

    @Test
    void the_newest_backup_that_was_completed_counts_and_what_failed_since() {
        log.run("full", "failed", 0);
        log.run("full", "done", 60);
        log.run("incremental", "failed", 300);
        log.run("verify", "failed", 400);
        log.run("incremental", "cancelled", 500);
        log.begun("incremental", 600);

        assertThat(log.gauge("last.success.timestamp")).isEqualTo(BEGUN + 60 + 10);
        assertThat(log.gauge("last.size")).isEqualTo(4096);
        assertThat(log.gauge("last.duration")).isEqualTo(10);
        assertThat(log.gauge("failures")).isEqualTo(2);

        log.run("incremental", "done", 900);
        assertThat(log.gauge("last.success.timestamp")).isEqualTo(BEGUN + 900 + 10);
        assertThat(log.gauge("failures")).isZero();
    }

    @Test
    void one_that_waited_in_vain_for_another_has_failed_until_that_one_is_done() {
        log.begun("full", 0);
        log.run("incremental", "failed", 30);
        assertThat(log.gauge("failures")).as("with the one that nobody runs").isEqualTo(2);

        log.owner()
                .sql("UPDATE operations.backup_run SET outcome = 'done', finished_at = to_timestamp(?) WHERE task ="
                        + " 'full'")
                .param(BEGUN + 60)
                .update();
        assertThat(log.gauge("failures")).isZero();
    }

    @Test
    void what_is_done_with_backups_apart_from_making_them_is_none_and_no_failure_of_one() {
        log.run("full", "done", 0);
        log.run("expire", "done", 100);
        log.run("expire", "failed", 200);
        log.run("drill", "done", 300);
        log.run("verify", "done", 400, "old", "{\"problems\": [\"a\"], \"copyImages\": true, \"imagesLeftOut\": true}");
        log.begun("drill", 500);

        assertThat(log.gauge("last.success.timestamp")).isEqualTo(BEGUN + 10);
        assertThat(log.gauge("failures")).isZero();
        assertThat(log.gauge("problems")).isZero();
    }

    @Test
    void a_verification_or_drill_that_failed_counts_until_one_of_the_same_or_a_newer_backup_succeeds() {
        log.run("verify", "failed", 0, "b", "{\"deep\": true}");
        log.run("verify", "failed", 20, "c", "{\"deep\": false}");
        log.run("drill", "failed", 40, "b", "{}");
        log.run("drill", "cancelled", 60, "b", "{}");
        assertThat(log.gauge("verification.failures")).isEqualTo(2);
        assertThat(log.gauge("drill.failures")).isEqualTo(1);

        log.run("verify", "done", 100, null, "{\"deep\": true, \"kept\": 3}");
        log.run("verify", "done", 100, "a", "{\"deep\": true}");
        log.run("drill", "done", 100, "a", "{}");
        assertThat(log.gauge("verification.failures")).as("an older one").isEqualTo(2);
        assertThat(log.gauge("drill.failures")).as("an older one").isEqualTo(1);

        log.run("verify", "done", 200, "c", "{\"deep\": false}");
        log.run("drill", "done", 200, "b", "{}");
        assertThat(log.gauge("verification.failures")).as("the deep one").isEqualTo(1);
        assertThat(log.gauge("drill.failures")).isZero();

        log.run("verify", "done", 300, "c", "{\"deep\": true}");
        assertThat(log.gauge("verification.failures")).isZero();
        assertThat(log.gauge("failures")).isZero();
    }

    @Test
    void damage_counts_until_that_backup_is_whole_or_gone_whatever_is_verified_after_it() {
        log.run(
                "verify",
                "failed",
                0,
                "a",
                "{\"deep\": true, \"problems\": [{\"backup\": \"a\"}, {\"backup\": \"a\"}]}");
        log.run(
                "verify",
                "failed",
                2,
                null,
                "{\"deep\": false, \"problems\": [{\"backup\": \"b\"}, {\"backup\": \"c\"}]}");
        log.run("verify", "done", 4, "d", "{\"deep\": true, \"chain\": [\"d\"], \"keys\": \"e\"}");
        assertThat(log.gauge("verification.failures"))
                .as("newer ones are whole")
                .isEqualTo(3);

        log.run("verify", "done", 20, "a", "{\"deep\": false, \"chain\": [\"a\"]}");
        assertThat(log.gauge("verification.failures")).as("a shallow one").isEqualTo(3);

        log.run("verify", "done", 40, "d", "{\"deep\": true, \"chain\": [\"a\", \"d\"]}");
        assertThat(log.gauge("verification.failures"))
                .as("with one that continues it")
                .isEqualTo(2);

        log.run("verify", "done", 60, null, "{\"deep\": false, \"gone\": [\"b\"]}");
        log.run("expire", "done", 80, null, "{\"backups\": [\"c\"]}");
        assertThat(log.gauge("verification.failures")).isZero();
    }

    @Test
    void whatever_waited_in_vain_or_was_cut_off_counts_until_one_of_its_kind_succeeds() {
        log.begun("full", 0);
        for (String task : new String[] {"verify", "drill", "expire"}) {
            log.run(task, "failed", 30);
            log.begun(task, 60);
        }
        log.owner()
                .sql("UPDATE operations.backup_run SET updated_at = started_at")
                .update();
        assertThat(log.gauge("verification.failures")).isEqualTo(2);
        assertThat(log.gauge("drill.failures")).isEqualTo(2);
        assertThat(log.gauge("expiry.failures")).isEqualTo(2);

        log.run("verify", "done", 100, "any", "{}");
        log.run("drill", "done", 100, "any", "{}");
        log.run("expire", "done", 100);
        assertThat(log.gauge("verification.failures")).isZero();
        assertThat(log.gauge("drill.failures")).isZero();
        assertThat(log.gauge("expiry.failures")).isZero();
        assertThat(log.gauge("failures")).as("of the backup").isEqualTo(1);
    }

    @Test
    void the_backup_that_runs_has_not_failed_but_one_that_was_cut_off_before_it_has() throws SQLException {
        log.run("full", "done", 0);
        log.begun("incremental", 100);
        log.begun("incremental", 200);

        try (Connection _ = locked(database, BACKUPS)) {
            assertThat(log.gauge("failures")).isEqualTo(1);

            log.begun("verify", 300);
            assertThat(log.gauge("failures")).as("while a verification runs").isEqualTo(2);
        }
    }

    @Test
    void another_lock_is_no_sign_of_a_running_backup() throws SQLException {
        log.begun("full", 0);

        try (Connection _ = locked(SharedServers.newDatabase(), BACKUPS);
                Connection _ = locked(database, "7114203, 2");
                Connection _ = locked(database, "1, 1");
                Connection _ = locked(database, "(7114203::bigint << 32) + 1")) {
            assertThat(log.gauge("failures")).isEqualTo(1);
        }
    }

    @Test
    void a_proof_is_worth_what_it_proves_and_a_drill_that_failed_is_none() {
        log.run("full", "done", 0, "old", "{}");
        log.run("full", "done", 100, "new", "{}");
        log.run("verify", "done", 200, "new", "{}");
        log.run("verify", "done", 300, "old", "{}");
        log.run("verify", "done", 400, "of another database", "{}");
        log.run("drill", "done", 500, "old", "{}");
        log.run("drill", "failed", 600, "new", "{}");

        assertThat(log.gauge("last.verification.timestamp")).isEqualTo(BEGUN + 100 + 10);
        assertThat(log.gauge("last.drill.timestamp")).isEqualTo(BEGUN + 10);
    }

    @Test
    void only_a_proof_that_was_completed_of_a_backup_that_was_completed_is_one() {
        log.run("full", "failed", 0, "half", "{}");
        log.run("verify", "done", 100, "half", "{}");
        log.run("drill", "done", 200, "half", "{}");
        log.run("full", "done", 300, "whole", "{}");
        log.run("verify", "failed", 400, "whole", "{}");
        log.run("verify", "cancelled", 500, "whole", "{}");
        log.run("drill", "cancelled", 600, "whole", "{}");

        assertThat(log.gauge("last.verification.timestamp")).isNaN();
        assertThat(log.gauge("last.drill.timestamp")).isNaN();
    }

    @Test
    void backups_of_before_a_restore_prove_nothing_of_the_database_that_goes_on() {
        log.run("full", "done", 0, "before", "{}");
        log.run("verify", "done", 20, "before", "{}");
        log.run("drill", "done", 40, "before", "{}");
        log.owner()
                .sql("INSERT INTO operations.lineage (since) VALUES (to_timestamp(?))")
                .param(BEGUN + 100)
                .update();
        try {
            assertThat(log.gauge("last.verification.timestamp")).isNaN();
            assertThat(log.gauge("last.drill.timestamp")).isNaN();

            log.run("full", "done", 200, "after", "{}");
            log.run("verify", "done", 300, "after", "{}");
            log.run("drill", "done", 400, "after", "{}");
            assertThat(log.gauge("last.verification.timestamp")).isEqualTo(BEGUN + 200 + 10);
            assertThat(log.gauge("last.drill.timestamp")).isEqualTo(BEGUN + 200 + 10);
        } finally {
            log.owner().sql("DELETE FROM operations.lineage WHERE number > 1").update();
        }
    }

    @Test
    void what_the_last_backup_says_that_somebody_has_to_see_to_is_counted_and_images_until_they_are_copied() {
        log.run(
                "full",
                "done",
                0,
                "one",
                "{\"problems\": [\"a\", \"b\"], \"copyImages\": true, \"imagesLeftOut\": true}");
        assertThat(log.gauge("problems")).isEqualTo(2);

        log.run("incremental", "done", 100, "two", "{\"problems\": [], \"copyImages\": false}");
        assertThat(log.gauge("problems")).isEqualTo(1);

        log.run("full", "done", 200, "three", "{\"problems\": [], \"copyImages\": true, \"imagesLeftOut\": false}");
        assertThat(log.gauge("problems")).isZero();
    }

    /** Held until the connection is closed. */
    private static Connection locked(PostgresDatabase where, String numbers) throws SQLException {
        Connection holder = DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        holder.createStatement().execute("SELECT pg_advisory_lock(" + numbers + ")");
        return holder;
    }
}
