package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.command.ExitCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the status says of backups, by what is written down of them. */
class BackupStatusIT {

    private static BackedUp database;

    @BeforeAll
    static void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
    }

    @AfterEach
    void nothing_was_done() {
        database.change("DELETE FROM operations.backup_run");
    }

    @Test
    void a_log_that_has_just_begun_needs_no_backup_yet() {
        Result status = database.run("status", "-o", "json");

        assertThat(status.code()).isZero();
        JsonNode backups = status.json().path("backups");
        assertThat(backups.path("known").asBoolean()).isTrue();
        assertThat(backups.path("lastSuccess").isNull()).isTrue();
        assertThat(database.run("status").out()).contains("backups: none yet; no drill yet");
    }

    @Test
    void the_last_backup_and_the_last_drill_are_told() {
        run("full", "done", "3 hours");
        run("drill", "done", "2 days");

        Result status = database.run("status", "-o", "json");

        assertThat(status.code()).isZero();
        JsonNode backups = status.json().path("backups");
        assertThat(backups.path("lastSuccess").path("size").asLong()).isEqualTo(4096);
        assertThat(backups.path("ageSeconds").asLong()).isBetween(3 * 3600L, 3 * 3600L + 60);
        assertThat(backups.path("lastDrill").path("outcome").asString()).isEqualTo("done");
        assertThat(database.run("status").out())
                .contains("backups: last the-backup, full, 3 h ago, 4096 bytes; last drill done 2 d ago");
    }

    @Test
    void a_failure_counts_until_a_backup_is_made_again() {
        run("full", "done", "3 hours");
        run("incremental", "failed", "2 hours");
        run("incremental", "cancelled", "1 hour");

        assertThat(problems()).singleElement().asString().startsWith("The last backup of the-backup failed at ");
        assertThat(problems().getFirst()).endsWith(": the bucket is full.");

        run("incremental", "done", "1 minute");
        assertThat(problems()).isEmpty();
    }

    @Test
    void one_that_was_cut_off_is_a_failure_and_one_that_runs_is_none() throws SQLException {
        run("full", "done", "3 hours");
        run("incremental", null, "2 hours");

        try (Connection runner = DriverManager.getConnection(
                        database.database().jdbcUrl(),
                        database.database().user(),
                        database.database().password());
                Statement lock = runner.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(7114203, 1)");
            assertThat(problems()).isEmpty();
        }
        assertThat(problems()).singleElement().asString().contains("was cut off, on here after ");
    }

    @Test
    void a_backup_is_missed_after_a_night_and_two_hours() {
        run("full", "done", "25 hours");
        assertThat(problems()).isEmpty();

        database.change("UPDATE operations.backup_run SET finished_at = now() - interval '27 hours'");
        assertThat(problems()).containsExactly("The last one that was completed is the-backup, from 27 h ago.");
    }

    @Test
    void a_log_that_was_never_backed_up_is_not_well_once_it_is_older() throws IOException {
        BackedUp old = BackedUp.create();
        old.publish(1, 1);
        assertThat(problems(old)).isEmpty();

        old.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");
        old.change("UPDATE event_store.domain_event SET occurred_at = now() - interval '27 hours'");
        assertThat(problems(old)).containsExactly("There has never been one, and the log is older than 26 h.");
        assertThat(old.run("status").code()).isEqualTo(ExitCode.UNHEALTHY);
    }

    @Test
    void a_verification_or_a_drill_that_failed_counts_until_one_does_not() {
        run("full", "done", "3 hours");
        run("verify", "failed", "2 hours");
        run("drill", "failed", "1 hour");
        assertThat(problems()).hasSize(2);
        assertThat(problems().getFirst()).startsWith("The last verification of the-backup failed");
        assertThat(problems().getLast()).startsWith("The last drill of the-backup failed");

        run("verify", "done", "1 minute");
        run("drill", "done", "1 minute");
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_verification_that_was_never_made_is_missed_after_two_nights_and_a_drill_after_a_week() {
        run("full", "done", "49 hours");
        run("full", "done", "1 hour");
        assertThat(problems()).isEmpty();

        database.change("UPDATE operations.backup_run SET finished_at = now() - interval '9 days' WHERE id ="
                + " (SELECT min(id) FROM operations.backup_run)");
        assertThat(problems())
                .containsExactly(
                        "There has never been a verification, and the first backup is from 9 d ago.",
                        "There has never been a drill, and the first backup is from 9 d ago.");

        run("verify", "done", "3 days");
        run("drill", "done", "7 days");
        assertThat(problems()).containsExactly("The last verification is from 3 d ago.");

        run("verify", "failed", "51 hours");
        assertThat(problems()).singleElement().asString().startsWith("The last verification of the-backup failed");
    }

    @Test
    void a_database_of_an_older_node_is_told_apart() {
        database.change("ALTER TABLE operations.backup_run RENAME TO elsewhere");
        try {
            Result status = database.run("status", "-o", "json");
            assertThat(status.code()).isZero();
            assertThat(status.json().path("backups").path("known").asBoolean()).isFalse();
            assertThat(database.run("status").out()).contains("older than this console");
        } finally {
            database.change("ALTER TABLE operations.elsewhere RENAME TO backup_run");
        }
    }

    private static void run(String task, String outcome, String ago) {
        database.change("""
                INSERT INTO operations.backup_run
                    (task, operator, host, started_at, updated_at, finished_at, outcome, backup, size, message)
                SELECT '%s', 'grace', 'here', at, at, CASE WHEN outcome IS NULL THEN NULL ELSE at END, outcome,
                       'the-backup', 4096, 'the bucket is full.'
                FROM (SELECT now() - interval '%s' AS at, %s::text AS outcome) given
                """.formatted(task, ago, outcome == null ? "NULL" : "'" + outcome + "'"));
    }

    private static List<String> problems() {
        return problems(database);
    }

    /** Of backups: of the projections nobody takes the events. */
    private static List<String> problems(BackedUp database) {
        Result status = database.run("status", "-o", "json");
        List<String> problems = status.json().path("backups").path("problems").findValuesAsString("problem");
        if (!problems.isEmpty()) {
            assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        }
        return problems;
    }
}
