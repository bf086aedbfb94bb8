package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Kept backups are verified in turn, some each time. */
class BackupRotationIT {

    private BackedUp database;
    private Manifest full;
    private Manifest last;
    private Manifest second;
    private Manifest third;

    @BeforeEach
    void three_chains() throws IOException {
        database = BackedUp.create();
        database.publish(1, 3);
        full = database.backUp("--full");
        database.publish(4, 3);
        last = database.backUp();
        second = database.backUp("--full");
        third = database.backUp("--full");
    }

    @Test
    void each_time_those_are_verified_that_nobody_has_looked_at_for_the_longest_time() {
        assertThat(verified("--limit 2"))
                .containsExactly(last.id().toString(), second.id().toString());
        assertThat(verified("--limit 2"))
                .containsExactly(third.id().toString(), last.id().toString());
        assertThat(verified("--limit 1")).containsExactly(second.id().toString());
        assertThat(verified("")).hasSize(3);
    }

    @Test
    void a_look_less_deep_does_not_count_for_a_deep_one() {
        assertThat(verified("--limit 2"))
                .containsExactly(last.id().toString(), second.id().toString());

        assertThat(verified("--deep --limit 1")).containsExactly(last.id().toString());
        assertThat(verified("--deep --limit 1")).containsExactly(second.id().toString());
    }

    @Test
    void damage_of_an_old_backup_is_found_although_the_newest_is_whole() throws IOException {
        String chunk = database.bucket().list(full.directory()).stream()
                .map(object -> object.key())
                .filter(key -> key.contains("domain_event"))
                .findFirst()
                .orElseThrow();
        database.bucket().delete(chunk);
        assertThat(database.run("backup", "verify").code()).isZero();

        Result all = verify("--all -o json");

        assertThat(all.code()).as(all.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(all.json().path("kept").asInt()).isEqualTo(4);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("1 kept backup is damaged", full.id().toString());
        assertThat(database.run("backup", "verify").code()).isZero();
        assertThat(problems()).as("the newest proves nothing of it").hasSize(1);

        for (Manifest manifest : List.of(full, last)) {
            for (var object : database.bucket().list(manifest.directory())) {
                database.bucket().delete(object.key());
            }
        }
        Result gone = verify("--all -o json");
        assertThat(gone.code()).as(gone.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(gone.json().path("gone").path(0).asString())
                .isEqualTo(full.id().toString());
        assertThat(gone.json().path("missing").findValuesAsString("backup"))
                .as("nobody found that this one was damaged")
                .containsExactly(last.id().toString());
        assertThat(verify("--all --deleted").code()).isZero();
        assertThat(problems()).isEmpty();
        assertThat(verify("--all").code()).isZero();
    }

    @Test
    void a_backup_that_was_made_last_and_is_not_there_is_missed_until_somebody_says_that_it_was_deleted()
            throws IOException {
        for (var object : database.bucket().list(third.directory())) {
            database.bucket().delete(object.key());
        }
        assertThat(database.run("backup", "verify").code()).isEqualTo(ExitCode.FAILED);

        Result all = verify("--all");
        assertThat(all.code()).as(all.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(all.err()).contains(third.id().toString(), "it is in the run log, but not in");
        assertThat(verify("--all").code()).isEqualTo(ExitCode.FAILED);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("1 kept backup is damaged", third.id().toString());

        assertThat(verify("--all --deleted").code()).isZero();
        assertThat(problems()).isEmpty();
    }

    @Test
    void what_has_expired_is_not_missed() {
        Map<String, String> tight = database.environment();
        tight.putAll(Map.of(
                "BACKUP_KEEP_FULL", "1", "BACKUP_KEEP_DAYS", "1", "BACKUP_KEEP_WEEKS", "0", "BACKUP_KEEP_MONTHS", "0"));
        assertThat(Operated.run(tight, "backup", "expire", "-o", "json").json().path("backups"))
                .isNotEmpty();
        assertThat(verify("--all").code()).isZero();
    }

    @Test
    void all_and_one_is_mistyped() {
        assertThat(verify("latest --all").code()).isEqualTo(ExitCode.USAGE);
        assertThat(verify("--all --limit 0").code()).isEqualTo(ExitCode.USAGE);
        assertThat(verify("--deleted").code()).isEqualTo(ExitCode.USAGE);
    }

    private List<String> verified(String options) {
        Result result = verify("--all -o json " + options);
        assertThat(result.code()).as(result.toString()).isZero();
        return Stream.of(result.json().path("verified"))
                .flatMap(JsonNode::valueStream)
                .map(verdict -> verdict.path("backup").asString())
                .toList();
    }

    private Result verify(String options) {
        return database.run(("backup verify " + options).strip().split(" "));
    }

    /** Problems of backups. */
    private List<String> problems() {
        return database.run("status", "-o", "json")
                .json()
                .path("backups")
                .path("problems")
                .findValuesAsString("problem");
    }
}
