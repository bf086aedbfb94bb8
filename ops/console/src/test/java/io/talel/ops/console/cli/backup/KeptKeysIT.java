package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.KeysOfBackups.archive;
import static io.talel.ops.console.cli.backup.KeysOfBackups.keys;
import static io.talel.ops.console.cli.backup.KeysOfBackups.keysOf;
import static io.talel.ops.console.cli.backup.KeysOfBackups.problems;
import static io.talel.ops.console.cli.backup.KeysOfBackups.record;
import static io.talel.ops.console.cli.backup.KeysOfBackups.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.Secrets;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
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
                        ("1 person has lost the key without being erased (user-2) since keys/%s/ was made. That"
                                        + " backup is kept: it may hold the only copy.")
                                .formatted(older));
    }

    @Test
    void keys_stay_if_a_person_was_given_another_one_which_opens_no_earlier_event() throws IOException {
        BackupId older = keysOf(database.backUp());
        database.change("UPDATE personal.person_key SET key = sha256('another') WHERE person = 'user-3'");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made)).singleElement().asString().contains("1 person has lost the key", "(user-3)");
    }

    @Test
    void keys_stay_if_passwords_or_the_key_of_lookups_were_lost() throws IOException {
        database.change("INSERT INTO auth.credential SELECT id, 'a hash', now(), false FROM generate_series(1, 9) id");
        BackupId older = keysOf(database.backUp());
        database.change("UPDATE auth.credential SET password_hash = 'another' WHERE user_id = 1");
        database.change("DELETE FROM auth.credential WHERE user_id > 1");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(older);
        assertThat(problems(made))
                .singleElement()
                .asString()
                .contains("2 persons have lost their passwords without being erased (user-2, user-3)");

        database.change("INSERT INTO auth.credential SELECT id, 'a hash', now(), false FROM generate_series(2, 3) id");
        BackupId newer = keysOf(database.backUp());
        assertThat(archive.begun(Kind.KEYS)).containsExactly(newer);
        database.change("UPDATE personal.lookup_key SET key = sha256('another')");

        assertThat(problems(database.run("backup", "run", "-o", "json")))
                .singleElement()
                .asString()
                .contains("the key of look-ups was replaced since ");
        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(newer);
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

    @Test
    void a_copy_of_the_disk_and_the_live_database_delete_no_keys_that_the_other_made_since() throws IOException {
        Path disk = directory.resolve("live");
        BackedUp live;
        try (LocalPostgres server = LocalPostgres.start(disk, 0)) {
            live = BackedUp.create(server.createDatabase("talelio"));
            person(live, "ada");
            live.backUp();
        }
        copy(disk, directory.resolve("copy"));
        try (LocalPostgres server = LocalPostgres.start(disk, 0);
                LocalPostgres other = LocalPostgres.start(directory.resolve("copy"), 0)) {
            live = live.with(server.createDatabase("talelio"));
            BackedUp copy = live.with(other.createDatabase("talelio"));
            Archive both = archive(live);
            String late = person(live, "grace");
            Manifest newest = live.backUp();
            assertThat(both.begun(Kind.KEYS)).as("its own go").containsExactly(keysOf(newest));

            Result ofCopy = copy.run("backup", "run", "-o", "json");

            assertThat(both.begun(Kind.KEYS)).hasSize(2).contains(keysOf(newest));
            assertThat(problems(ofCopy))
                    .singleElement()
                    .asString()
                    .startsWith("keys/%s/ is not in the run log of this database".formatted(keysOf(newest)));
            assertThatRestoreCallsLost(live, newest, late);

            Result ofLive = live.run("backup", "run", "-o", "json");
            assertThat(both.begun(Kind.KEYS)).containsExactly(keys(ofCopy), keys(ofLive));
            assertThat(problems(ofLive))
                    .singleElement()
                    .asString()
                    .startsWith("keys/%s/ is not in the run log of this database".formatted(keys(ofCopy)));
        }
    }

    /** The newest keys, which the restore uses, are those of the copy. */
    private void assertThatRestoreCallsLost(BackedUp live, Manifest from, String person) {
        BackedUp target = live.with(SharedServers.newDatabase());
        Result restored = target.run(
                "restore",
                "--from",
                from.id().toString(),
                "--into",
                target.database().jdbcUrl(),
                "--report",
                directory.resolve("report.json").toString(),
                "-o",
                "json");

        assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(restored.json().path("report").path("damage").toString()).contains(person);
        assertThat(restored.toString()).doesNotContain("users erase");
    }

    @Test
    void a_copy_within_the_same_server_deletes_no_keys_even_if_the_live_database_made_none_since() throws Exception {
        Manifest live = database.backUp();
        String name = database.database().name() + "_copy";
        try (Connection superuser = SharedServers.postgres().connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE DATABASE %s TEMPLATE %s OWNER %s"
                    .formatted(
                            name,
                            database.database().name(),
                            database.database().ownerUser()));
        }
        BackedUp copy = database.with(SharedServers.postgres().createDatabase(name));
        copy.change("DELETE FROM personal.person_key WHERE person = 'user-1'");
        record(copy, "user-1", 1, "UserRemoved");

        Result made = copy.run("backup", "run", "-o", "json");

        assertThat(archive.begun(Kind.KEYS)).containsExactly(keysOf(live), keys(made));
        assertThat(problems(made))
                .singleElement()
                .asString()
                .startsWith("keys/%s/ is not in the run log of this database".formatted(keysOf(live)));
    }

    @Test
    void keys_of_a_run_that_failed_afterwards_are_known_as_own() throws IOException {
        BackupId first = keysOf(database.backUp());
        database.change("""
                CREATE FUNCTION operations.in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN IF NEW.outcome = 'done' THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$""");
        database.change("""
                CREATE TRIGGER in_the_way BEFORE UPDATE ON operations.backup_run
                FOR EACH ROW EXECUTE FUNCTION operations.in_the_way()""");
        BackupId unrecorded = keysOf(database.backUp());
        assertThat(archive.begun(Kind.KEYS)).containsExactly(unrecorded).doesNotContain(first);
        database.change("DROP TRIGGER in_the_way ON operations.backup_run");

        Manifest newest = database.backUp();

        assertThat(archive.begun(Kind.KEYS)).containsExactly(keysOf(newest));
    }

    private static String person(BackedUp database, String name) {
        try (NodeAtWork node = NodeAtWork.on(database.database())) {
            return node.register(name).toString();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void deleteKeys(BackupId keys) throws IOException {
        for (StoredObject object : database.bucket().list(Kind.KEYS.prefix() + keys + "/")) {
            if (object.key().contains("person_key")) {
                database.bucket().delete(object.key());
            }
        }
    }
}
