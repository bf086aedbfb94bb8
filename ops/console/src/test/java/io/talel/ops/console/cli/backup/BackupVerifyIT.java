package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.BackupObjects.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications of backups that nobody has changed, and of events, keys and backups that are not there. */
class BackupVerifyIT {

    private BackedUp database;
    private BackupObjects objects;
    private Bucket bucket;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        objects = new BackupObjects(database);
        bucket = database.bucket();
        database.publish(1, 3);
    }

    @Test
    void a_chain_that_nobody_touched_is_whole() throws IOException {
        Manifest full = database.backUp("--full");
        database.publish(4, 2);
        database.backUp();
        database.publish(6, 1);
        Manifest last = database.backUp();

        Result flat = database.run("backup", "verify");
        assertThat(flat.code()).as(flat.err()).isZero();
        assertThat(flat.out()).contains(last.id() + " with the 2 before it is whole", "6 events", "position 6");

        Result deep = database.run("backup", "verify", "latest", "--deep", "-o", "json");
        assertThat(deep.code()).as(deep.out() + deep.err()).isZero();
        assertThat(deep.json().path("problems").size()).isZero();
        assertThat(deep.json().path("chain").size()).isEqualTo(3);
        assertThat(deep.json().path("recorded").asBoolean()).isTrue();

        assertThat(database.run("backup", "verify", full.id().toString()).out()).contains(full.id() + " is whole");
        assertThat(database.run("backup", "verify", last.keys().toString(), "--deep")
                        .code())
                .isZero();
        assertThat(database.query(
                        "SELECT task || ' ' || outcome || ' ' || backup FROM operations.backup_run WHERE task = 'verify'"
                                + " ORDER BY id LIMIT 2"))
                .containsOnly("verify done " + last.id());
    }

    @Test
    void gaps_and_late_events_are_no_damage() throws IOException {
        database.query("SELECT nextval('event_store.domain_event_global_index_seq')::text");
        database.publish(4, 1);
        assertThat(database.backUp("--full").eventRange().burnt()).isEqualTo(1);
        database.publish(5, 1);
        database.backUp();

        assertThat(database.run("backup", "verify", "--deep").code()).isZero();
    }

    @Test
    void a_bucket_that_has_lost_the_backup_made_last_is_found_though_all_that_is_left_is_whole() throws IOException {
        Manifest full = database.backUp("--full");
        Manifest last = database.backUp();
        for (StoredObject object : bucket.list(last.directory())) {
            bucket.delete(object.key());
        }

        Result latest = database.run("backup", "verify");

        assertThat(latest.code()).isEqualTo(ExitCode.FAILED);
        assertThat(latest.err()).contains(last.id().toString(), "it is the newest one in the run log", bucket.name());
        assertThat(recorded()).hasSize(1).first().asString().startsWith("failed backup " + last.id());
        assertThat(database.run("backup", "verify", full.id().toString()).code())
                .isZero();
    }

    @Test
    void keys_that_are_gone_are_missed() throws IOException {
        Manifest backup = database.backUp("--full");
        for (StoredObject object : bucket.list(Kind.KEYS.prefix())) {
            bucket.delete(object.key());
        }

        objects.assertDamaged(backup, "the keys of personal data that belong to it are missing");
    }

    @Test
    void an_event_that_no_node_could_read_is_found_by_looking_deeper() throws IOException {
        database.query("""
                INSERT INTO event_store.domain_event
                  (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), 'article-1', 1, 'Article', now(), 'ArticleRevised', '1', '{"articleId": "x"}', '{}'),
                       (gen_random_uuid(), 'article-1', 2, 'Article', now(), 'ArticleArchived', '1', '{}', '{}'),
                       (gen_random_uuid(), 'article-2', 2, 'Article', now(), 'ArticleArchived', '1', '{}', '{}')
                RETURNING ''""");
        Manifest backup = database.backUp("--full");

        assertThat(objects.verify().code()).isZero();
        Result deep = objects.verify("--deep");
        assertThat(deep.code()).isEqualTo(ExitCode.FAILED);
        assertThat(deep.err())
                .contains(
                        "backup %s is damaged: event 4, ArticleRevised revision 1, cannot be read"
                                .formatted(backup.id()),
                        "event 5, ArticleArchived revision 1, cannot be read: This version cannot read the event",
                        line(backup, "event 6 is number 2 of its stream instead of 1"));
    }

    @Test
    void without_its_key_everything_is_hashed_and_looking_deeper_is_refused_which_is_no_damage(@TempDir Path directory)
            throws IOException {
        Manifest backup = database.backUp("--full");
        var environment = database.environment();
        environment.remove("BACKUP_KEY_FILE");
        assertRefusedOnlyDeep(backup, environment);

        Path another = directory.resolve("key");
        Secrets.kept(another, 32);
        environment.put("BACKUP_KEY_FILE", another.toString());
        assertRefusedOnlyDeep(backup, environment);

        assertThat(recorded()).hasSize(4);
        assertThat(database.run("status", "-o", "json")
                        .json()
                        .path("backups")
                        .path("problems")
                        .findValuesAsString("problem"))
                .as("a look less deep does not make up for it")
                .singleElement()
                .asString()
                .contains("which is not in BACKUP_KEY_FILE");
        assertThat(database.run("backup", "verify", "--deep").code()).isZero();
        assertThat(database.run("status", "-o", "json")
                        .json()
                        .path("backups")
                        .path("problems")
                        .size())
                .isZero();
    }

    private static void assertRefusedOnlyDeep(Manifest backup, Map<String, String> environment) {
        assertThat(Operated.run(environment, "backup", "verify").code()).isZero();
        Result deep = Operated.run(environment, "backup", "verify", "--deep");
        assertThat(deep.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(deep.err()).contains(backup.id().toString(), "which is not in BACKUP_KEY_FILE");
    }

    @Test
    void it_works_when_the_database_is_gone() throws IOException {
        Manifest backup = database.backUp("--full");
        var environment = database.environment();
        environment.put("DB_PORT", "1");

        Result verified = Operated.run(environment, "backup", "verify", "--deep");
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).contains(backup.id() + " is whole", "every event was read");
        assertThat(verified.err()).contains("this verification was not recorded", "cannot be reached");

        Result listed = Operated.run(environment, "backup", "list");
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains(backup.id().toString(), "unknown");
        assertThat(listed.err()).contains("the times of verifications and drills are unknown");
    }

    @Test
    void what_is_not_there_is_no_backup() {
        assertThat(objects.verify().code()).isEqualTo(ExitCode.REFUSED);
        assertThat(objects.verify().err()).contains("there is no backup of this database in bucket");
        for (String name : List.of("20261125T103000123Z-7f3a21bc", "yesterday")) {
            for (String command : List.of("verify", "info")) {
                Result result = database.run("backup", command, name);
                assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(result.err()).contains("there is no backup '%s'".formatted(name));
            }
        }
    }

    /** Recorded verifications: outcome and message of each. */
    private List<String> recorded() {
        return database.query(
                "SELECT outcome || ' ' || message FROM operations.backup_run WHERE task = 'verify' ORDER BY id");
    }
}
