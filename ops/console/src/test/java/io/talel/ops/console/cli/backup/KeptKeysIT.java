package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup keeps older keys as long as somebody may need them: they may be the only ones. */
class KeptKeysIT {

    @TempDir
    private Path directory;

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_three_persons() throws IOException {
        database = BackedUp.create();
        archive = archive(database);
        register(database, 1, 3);
    }

    @Test
    void keys_stay_if_one_came_back_and_another_was_lost_although_as_many_are_lost_as_before() throws IOException {
        database.change("CREATE TABLE personal.aside AS SELECT * FROM personal.person_key WHERE person = 'user-1'");
        database.change("DELETE FROM personal.person_key WHERE person = 'user-1'");
        BackupId older = keysOf(database.backUp());
        database.change("INSERT INTO personal.person_key SELECT * FROM personal.aside");
        database.change("DELETE FROM personal.person_key WHERE person = 'user-2'");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made))
                .containsExactly(
                        ("1 person has lost the key, without being erased, since keys/%s/ was made: user-2. That"
                                        + " backup is kept: it may hold their only keys.")
                                .formatted(older));
    }

    @Test
    void keys_stay_if_a_person_was_given_another_one_which_opens_no_earlier_event() throws IOException {
        BackupId older = keysOf(database.backUp());
        database.change("UPDATE personal.person_key SET key = sha256('another') WHERE person = 'user-3'");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made)).singleElement().asString().contains("1 person has lost the key", ": user-3.");
    }

    @Test
    void keys_go_if_only_persons_lack_them_who_were_erased_or_who_lost_theirs_before() throws IOException {
        database.change("DELETE FROM personal.person_key WHERE person = 'user-1'");
        database.backUp();
        record(database, "user-2", 1, "UserRemoved");
        database.change("DELETE FROM personal.person_key WHERE person = 'user-2'");
        database.change("INSERT INTO operations.erased_person (person) VALUES ('user-3')");
        database.change("DELETE FROM personal.person_key WHERE person = 'user-3'");

        Manifest newest = database.backUp();

        assertThat(archive.begun(Kind.KEYS)).containsExactly(keysOf(newest));
    }

    @Test
    void keys_that_cannot_be_decrypted_any_more_stay_and_are_told_until_they_can() throws IOException {
        BackupId older = keysOf(database.backUp());
        Map<String, String> withAnotherKey = database.environment();
        Path other = directory.resolve("other-key");
        Secrets.kept(other, 32);
        withAnotherKey.put("BACKUP_KEY_FILE", other.toString());

        Result made = Operated.run(withAnotherKey, "backup", "run", "--full", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made))
                .singleElement()
                .asString()
                .startsWith("keys/%s/ is kept, since its keys cannot be compared with the new ones: ".formatted(older))
                .contains("which is not in BACKUP_KEY_FILE");
    }

    @Test
    void a_deletion_that_was_interrupted_goes_on_unless_somebody_has_lost_a_key() throws IOException {
        BackupId older = keysOf(database.backUp());
        deleteKeys(older);
        database.change("CREATE TABLE personal.aside AS SELECT * FROM personal.person_key WHERE person = 'user-1'");
        database.change("DELETE FROM personal.person_key WHERE person = 'user-1'");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made))
                .singleElement()
                .asString()
                .startsWith("keys/%s/ is kept: objects with keys are missing there".formatted(older));

        database.change("INSERT INTO personal.person_key SELECT * FROM personal.aside");
        Manifest newest = database.backUp();
        assertThat(archive.begun(Kind.KEYS)).containsExactly(keysOf(newest));
    }

    private void deleteKeys(BackupId keys) throws IOException {
        for (StoredObject object : database.bucket().list(Kind.KEYS.prefix() + keys + "/")) {
            if (object.key().contains("person_key")) {
                database.bucket().delete(object.key());
            }
        }
    }

    private static Archive archive(BackedUp database) throws IOException {
        return new Archive(database.bucket(), SigningKeys.of(database.environment()));
    }

    private static BackupId keysOf(Manifest backup) {
        return Objects.requireNonNull(backup.keys());
    }

    private static List<String> problems(Result made) {
        assertThat(made.code()).as(made.toString()).isZero();
        return made.json()
                .path("problems")
                .valueStream()
                .map(problem -> problem.asString())
                .toList();
    }

    private static void register(BackedUp database, int from, int persons) {
        for (int id = from; id < from + persons; id++) {
            record(database, "user-" + id, 0, "UserRegistered");
            database.change(
                    "INSERT INTO personal.person_key (person, key) VALUES ('user-%1$d', sha256('%1$d'))".formatted(id));
        }
    }

    private static void record(BackedUp database, String stream, int version, String event) {
        database.change("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), '%s', %d, 'User', now(), '%s', '1', '{}', '{}')""".formatted(stream, version, event));
    }
}
