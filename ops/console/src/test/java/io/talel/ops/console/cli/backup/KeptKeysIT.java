package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.Persons.dropKey;
import static io.talel.ops.console.cli.backup.Persons.key;
import static io.talel.ops.console.cli.backup.Persons.password;
import static io.talel.ops.console.cli.backup.Persons.record;
import static io.talel.ops.console.cli.backup.Persons.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
    void the_keys_and_passwords_of_a_registration_that_was_rolled_back_are_no_loss() throws IOException {
        key(database, "user-8");
        password(database, 8, "a hash");
        key(database, "user-9");
        database.backUp();
        database.change("DELETE FROM auth.credential");
        dropKey(database, "user-8");
        database.change("UPDATE personal.person_key SET key = sha256('another') WHERE person = 'user-9'");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(problems(made)).isEmpty();
        assertThat(archive.begun(Kind.KEYS)).containsExactly(keys(made));
    }

    @Test
    void keys_of_a_newer_version_which_has_other_tables_stay_and_the_backup_is_done_nevertheless() throws IOException {
        BackupId older = changed(
                table -> new DumpedTable("personal.of_the_future", table.columns(), table.rows(), table.chunks()));

        assertThat(keptByABackupThatIsDone(
                        "keys/%s/ is kept, since its keys cannot be compared with the new ones: ".formatted(older)))
                .contains("a newer release made it")
                .endsWith("Keep it.")
                .doesNotContain("delete", "Exception");
    }

    @Test
    void keys_that_a_defect_keeps_from_being_compared_stay_and_the_backup_is_done_nevertheless() throws IOException {
        BackupId older = changed(table -> new DumpedTable(
                table.name(),
                table.columns().stream()
                        .map(column -> new Column("of_the_future", column.type()))
                        .toList(),
                table.rows(),
                table.chunks()));

        assertThat(keptByABackupThatIsDone(
                        "keys/%s/ is kept, since its keys cannot be compared with the new ones: ".formatted(older)))
                .endsWith("The next backup compares again; keep it.")
                .doesNotContain("delete", "Exception", "java.");
    }

    private BackupId changed(UnaryOperator<DumpedTable> change) throws IOException {
        Manifest older = archive.load(Kind.KEYS, keysOf(database.backUp()));
        database.bucket().delete(older.directory() + Archive.MANIFEST);
        database.bucket().delete(older.directory() + Archive.SIGNATURE);
        archive.save(BackupObjects.with(
                older, older.application(), older.tables().stream().map(change).toList()));
        register(database, 4, 1);
        return older.id();
    }

    @Test
    void keys_stay_and_the_backup_is_done_nevertheless_if_the_database_cannot_compare_them() throws Exception {
        database.backUp();
        database.setAllowed("sha256(bytea)", false);

        assertThat(keptByABackupThatIsDone("Older keys could not be deleted: ")).doesNotContain("Exception");
    }

    private String keptByABackupThatIsDone(String problem) throws IOException {
        Result made = database.run("backup", "run", "-o", "json");

        List<String> problems = problems(made);
        assertThat(problems).singleElement().asString().startsWith(problem);
        assertThat(archive.begun(Kind.KEYS)).hasSize(2);
        assertThat(database.query("SELECT outcome || ' ' || (details ->> 'problems') FROM operations.backup_run"
                        + " ORDER BY id DESC LIMIT 1"))
                .singleElement()
                .asString()
                .startsWith("done")
                .contains(problem);
        assertThat(database.run("status").code()).isEqualTo(ExitCode.UNHEALTHY);
        return problems.getFirst();
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
                .contains("which is not in BACKUP_KEY_FILE", "Put the line of that key back")
                .doesNotContain("delete");
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

    private static BackupId keys(Result made) {
        return new BackupId(made.json().path("keys").asString());
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
}
