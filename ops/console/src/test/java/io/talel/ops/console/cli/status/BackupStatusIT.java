package io.talel.ops.console.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** State of backups in the status, according to the run log. */
class BackupStatusIT {

    private static BackedUp database;
    private static RecordedRuns runs;

    @BeforeAll
    static void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        runs = new RecordedRuns(database);
        database.change("UPDATE operations.lineage SET since = now() - interval '1 year'");
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
        runs.run("full", "done", "3 hours");
        runs.run("drill", "done", "2 days");

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
        runs.run("full", "done", "3 hours");
        runs.run("incremental", "failed", "2 hours");
        runs.run("incremental", "cancelled", "1 hour");

        assertThat(problems()).singleElement().asString().startsWith("The last backup of the-backup failed at ");
        assertThat(problems().getFirst()).endsWith(": the bucket is full.");

        runs.run("incremental", "done", "1 minute");
        assertThat(problems()).isEmpty();
    }

    @Test
    void one_that_was_cut_off_is_a_failure_and_one_that_runs_is_none() throws SQLException {
        runs.run("full", "done", "3 hours");
        runs.run("incremental", null, "2 hours");

        try (Connection runner = DriverManager.getConnection(
                        database.database().jdbcUrl(),
                        database.database().user(),
                        database.database().password());
                Statement lock = runner.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(7114203, 1)");
            assertThat(problems()).isEmpty();

            runs.run("expire", "failed", "1 minute", null);
            assertThat(problems())
                    .as("what could not begin meanwhile")
                    .singleElement()
                    .asString()
                    .contains("The last expiry failed");
            runs.run("expire", "done", "1 minute", null);
        }
        assertThat(problems()).singleElement().asString().contains("was cut off, on here after ");
    }

    @Test
    void a_backup_is_missed_after_a_night_and_two_hours() {
        runs.run("full", "done", "25 hours");
        assertThat(problems()).isEmpty();

        database.change("UPDATE operations.backup_run SET finished_at = now() - interval '27 hours'");
        assertThat(problems()).containsExactly("The last successful backup is the-backup, from 27 h ago.");
    }

    @Test
    void how_old_is_too_old_is_a_setting() {
        runs.run("full", "done", "3 hours");
        Map<String, String> strict = database.environment();
        strict.put("BACKUP_MAX_AGE", "2h");

        Result status = Operated.run(strict, "status");
        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(status.out() + status.err()).contains("The last successful backup is the-backup, from 3 h ago");

        strict.put("BACKUP_MAX_AGE", "soon");
        assertThat(Operated.run(strict, "status").err()).contains("BACKUP_MAX_AGE: 'soon' is not a duration");
    }

    @Test
    void a_log_that_was_never_backed_up_is_not_well_once_it_is_older() throws IOException {
        BackedUp old = BackedUp.create();
        old.publish(1, 1);
        assertThat(new RecordedRuns(old).problems()).isEmpty();

        old.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");
        old.change("UPDATE event_store.domain_event SET occurred_at = now() - interval '27 hours'");
        assertThat(new RecordedRuns(old).problems())
                .containsExactly("There has never been a backup, and the log is older than 26 h.");
        assertThat(old.run("status").code()).isEqualTo(ExitCode.UNHEALTHY);
    }

    @Test
    void a_verification_or_a_drill_that_failed_counts_until_one_of_it_or_of_a_newer_backup_does_not() {
        runs.run("full", "done", "4 hours", "older");
        runs.run("full", "done", "3 hours", "the-backup");
        runs.run("verify", "failed", "2 hours", "the-backup");
        runs.run("drill", "failed", "1 hour", "the-backup");
        assertThat(problems()).hasSize(2);
        assertThat(problems().getFirst()).startsWith("The last verification of the-backup failed");
        assertThat(problems().getLast()).startsWith("The last drill of the-backup failed");

        runs.run("verify", "done", "1 minute", "older");
        runs.run("drill", "done", "1 minute", "older");
        assertThat(problems()).as("what is older says nothing of it").hasSize(2);

        runs.run("verify", "done", "1 minute", "the-backup");
        runs.run("drill", "done", "1 minute", "the-backup");
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_verification_that_was_never_made_is_missed_after_two_nights_and_a_drill_after_a_week() {
        runs.run("full", "done", "49 hours", "first");
        runs.run("full", "done", "1 hour", "second");
        assertThat(problems()).isEmpty();

        database.change("UPDATE operations.backup_run SET finished_at = now() - interval '9 days' WHERE id ="
                + " (SELECT min(id) FROM operations.backup_run)");
        assertThat(problems())
                .containsExactly(
                        "There has never been a verification of a backup of this database, and the first is from 9 d ago.",
                        "There has never been a drill of a backup of this database, and the first is from 9 d ago.");

        runs.run("verify", "done", "1 minute", "second");
        runs.run("drill", "done", "1 minute", "second");
        assertThat(problems()).isEmpty();
    }

    @Test
    void what_proves_an_old_backup_or_that_of_another_database_proves_nothing_of_the_newest() {
        runs.run("full", "done", "10 days", "old");
        runs.run("full", "done", "1 hour", "new");

        runs.run("verify", "done", "1 minute", "old");
        runs.run("drill", "done", "1 minute", "old");
        runs.run("verify", "done", "1 minute", "of-another-database");
        runs.run("drill", "done", "1 minute", "of-another-database");

        assertThat(problems())
                .containsExactly(
                        "The newest backup that a verification has proven is old, from 10 d ago.",
                        "The newest backup that a drill has proven is old, from 10 d ago.");
    }

    @Test
    void backups_of_before_a_restore_prove_nothing_of_the_database_that_goes_on() {
        runs.run("full", "done", "9 days", "before");
        runs.run("verify", "done", "1 minute", "before");
        runs.run("drill", "done", "1 minute", "before");
        database.change("INSERT INTO operations.lineage (since) VALUES (now() - interval '1 hour')");
        try {
            runs.run("full", "done", "1 minute", "after");
            assertThat(problems()).hasSize(2).allMatch(problem -> problem.startsWith("There has never been a "));
        } finally {
            database.change("DELETE FROM operations.lineage WHERE number > 1");
        }
    }

    @Test
    void the_newest_chain_is_to_be_verified_within_a_night() {
        runs.run("full", "done", "40 hours", "old");
        runs.run("verify", "done", "40 hours", "old");
        runs.run("full", "done", "28 hours", "new");
        runs.run("incremental", "done", "1 minute", "newer");

        assertThat(problems()).containsExactly("Nothing of the newest chain, begun 28 h ago, was ever verified.");

        runs.run("verify", "done", "1 minute", "newer");
        assertThat(problems()).isEmpty();
    }

    @Test
    void damage_of_a_kept_backup_counts_until_a_look_as_deep_finds_it_whole_or_it_is_gone() {
        String found = """
                {"deep": true, "chain": ["old"],
                 "problems": [{"backup": "%s", "message": "backup old is broken"}]}""".formatted("20260101T000000000Z-0123abcd");
        runs.run("full", "done", "1 hour", "new");
        runs.run("verify", "failed", "1 hour", "20260101T000000000Z-0123abcd", found);
        runs.run("verify", "done", "1 minute", "new", "{\"deep\": false, \"chain\": [\"new\"]}");
        assertThat(problems()).containsExactly("1 kept backup is damaged; the newest: backup old is broken.");

        runs.run(
                "verify",
                "done",
                "1 minute",
                "new",
                "{\"deep\": false, \"chain\": [\"20260101T000000000Z-0123abcd\"]}");
        assertThat(problems()).as("a look less deep").hasSize(1);

        runs.run("expire", "done", "1 minute", null, "{\"backups\": [\"20260101T000000000Z-0123abcd\"]}");
        assertThat(problems()).isEmpty();
    }

    @Test
    void what_the_last_backup_says_that_somebody_has_to_see_to_is_a_problem() {
        String lost = "2 persons have lost their keys.";
        runs.run("full", "done", "2 hours", "one", "{\"problems\": [\"%s\"], \"copyImages\": false}".formatted(lost));
        assertThat(problems()).containsExactly(lost);

        runs.run("incremental", "done", "1 hour", "two", "{\"problems\": [], \"copyImages\": false}");
        assertThat(problems()).isEmpty();
    }

    @Test
    void images_that_were_to_be_copied_and_were_not_count_until_they_are() {
        runs.run(
                "full",
                "done",
                "2 hours",
                "one",
                "{\"problems\": [\"x\"], \"copyImages\": true, \"imagesLeftOut\": true}");
        runs.run("incremental", "done", "1 hour", "two", "{\"problems\": [], \"copyImages\": false}");
        assertThat(problems())
                .containsExactly("Backup one should have copied the images and failed to; no later one has.");

        runs.run(
                "full",
                "done",
                "1 minute",
                "three",
                "{\"problems\": [], \"copyImages\": true, \"imagesLeftOut\": false}");
        assertThat(problems()).isEmpty();
    }

    @Test
    void an_expiry_that_failed_counts_until_one_does_not() {
        runs.run("expire", "failed", "1 minute", null);
        assertThat(problems()).singleElement().asString().startsWith("The last expiry failed");

        runs.run("expire", "done", "1 minute", null);
        assertThat(problems()).isEmpty();
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

    private static List<String> problems() {
        return runs.problems();
    }
}
