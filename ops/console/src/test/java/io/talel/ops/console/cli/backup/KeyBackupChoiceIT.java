package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.Persons.dropKey;
import static io.talel.ops.console.cli.backup.Persons.key;
import static io.talel.ops.console.cli.backup.Persons.password;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys a restore uses if a bucket holds those of several servers: never silently those of a copy. */
class KeyBackupChoiceIT {

    private static final String PASSWORDS = "SELECT password_hash FROM auth.credential";

    private static final String PERSONS = "SELECT person FROM personal.person_key ORDER BY person";

    @TempDir
    private Path directory;

    private BackedUp live;
    private RestoreTrial trial;

    @BeforeEach
    void a_database_with_a_bucket() {
        live = BackedUp.create();
        trial = new RestoreTrial(live, directory);
        key(live, "user-900");
        password(live, 900, "live");
    }

    @Test
    void newer_keys_of_a_copy_on_another_server_are_used_only_by_name() throws IOException {
        Manifest before = live.backUp();
        Manifest copied;
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            BackedUp copy = live.copyOn(server, "copy");
            key(copy, "user-900");
            password(copy, 900, "of the copy");
            copied = copy.backUp();
        }

        PostgresDatabase target = SharedServers.newDatabase();
        for (String[] options : new String[][] {{}, {"--plan"}}) {
            Result refused = restore(target, before, options);
            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains(
                            "keys/%s/ (made with the backup, ".formatted(before.keys()),
                            "keys/%s/ (of another server, ".formatted(copied.keys()),
                            "Choose one with --keys ID");
        }
        Result chosen = restore(target, before, "--keys", String.valueOf(before.keys()));
        assertThat(chosen.code()).as(chosen.toString()).isZero();
        assertThat(query(target, PASSWORDS)).containsExactly("live");
        assertThat(live.run("backup", "verify", before.id().toString()).code()).isZero();

        PostgresDatabase another = SharedServers.newDatabase();
        Result ofCopy = restore(another, before, "--keys", String.valueOf(copied.keys()));
        assertThat(ofCopy.json().path("message").asString()).contains("(of another server, ");
        assertThat(query(another, PASSWORDS)).containsExactly("of the copy");

        Result latest = trial.restore(SharedServers.newDatabase(), "--from", "latest");
        assertThat(latest.json().path("message").asString())
                .contains("There are keys of the same database on another server: keys/%s/.".formatted(before.keys()));
    }

    @Test
    void a_drill_takes_the_surest_keys_and_says_so() throws IOException {
        Manifest before = live.backUp();
        Manifest copied;
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            copied = live.copyOn(server, "copy").backUp();
        }

        Result drill = live.run("backup", "drill", before.id().toString(), "-o", "json");

        assertThat(drill.toString())
                .contains(
                        "The drill used keys/%s/ (made with the backup, ".formatted(before.keys()),
                        "others may be the right ones: keys/%s/ (of another server, ".formatted(copied.keys()))
                .doesNotContain("as requested", "erased again");
    }

    @Test
    void the_only_keys_are_used_after_a_failover_with_a_warning() throws IOException {
        Manifest before = live.backUp();
        delete(before);
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            BackedUp heir = live.copyOn(server, "heir");
            key(heir, "user-900");
            password(heir, 900, "since");
            heir.backUp();
        }

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, before);

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(restored.json().path("message").asString())
                .contains("(of another server, ", "If a copy of the database made them, look for others");
        assertThat(query(target, PASSWORDS)).containsExactly("since");
    }

    @Test
    void an_unknown_server_is_not_taken_for_the_same() throws Exception {
        live.setAllowed("pg_control_system()", false);
        Manifest before = live.backUp();
        for (int between = 0; between < 4; between++) {
            live.backUp();
        }
        password(live, 900, "since");
        Manifest since = live.backUp();

        Result refused = restore(SharedServers.newDatabase(), before);
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .contains(
                        "keys/%s/ (made with the backup, ".formatted(before.keys()),
                        "keys/%s/ (of an unknown server, ".formatted(since.keys()),
                        "; and 2 more. Choose one");

        PostgresDatabase target = SharedServers.newDatabase();
        Result latest = trial.restore(target, "--from", "latest");
        assertThat(latest.code()).as(latest.toString()).isZero();
        assertThat(latest.json().path("message").asString())
                .contains("Other keys may be of the same database: keys/", ", and 2 more. If a copy of its disk");
        assertThat(query(target, PASSWORDS)).containsExactly("since");
    }

    @Test
    void keys_of_a_backup_that_was_never_completed_are_left_out_if_only_they_are_in_the_way() throws Exception {
        live.setAllowed("pg_control_system()", false);
        Manifest before = live.backUp();
        password(live, 900, "since");
        Manifest failed = live.backUp();
        live.bucket().delete(failed.directory() + Archive.MANIFEST);

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = trial.restore(target, "--from", "latest");

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(restored.json().path("report").path("backup").asString())
                .isEqualTo(before.id().toString());
        assertThat(restored.json().path("message").asString())
                .contains("keys/%s/ (of an unknown server, ".formatted(failed.keys()), "never completed");
        assertThat(query(target, PASSWORDS)).containsExactly("live");
    }

    @Test
    void nobody_counts_as_erased_while_the_bucket_has_keys_of_an_unknown_server() throws SQLException, IOException {
        UserId ada;
        live.setAllowed("pg_control_system()", false);
        try (NodeAtWork node = NodeAtWork.on(live.database())) {
            ada = node.register("ada");
            node.register("alan");
            live.backUp();
            node.remove(ada);
        }
        live.setAllowed("pg_control_system()", true);
        live.backUp("--full");

        Result restored = trial.restore(SharedServers.newDatabase(), "--from", "latest", "--to-index", "2");

        assertThat(restored.code()).as(restored.toString()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(restored.json().path("report").path("damage").toString()).contains(ada.toString());
        assertThat(restored.toString()).doesNotContain("users erase");
    }

    @Test
    void after_a_disaster_the_keys_of_the_new_server_are_used_unless_a_copy_of_the_old_one_lives_on()
            throws IOException {
        key(live, "user-901");
        Manifest before = live.backUp();
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            BackedUp heir = live.with(server.createDatabase("heir"));
            assertThat(restore(heir.database(), before).code()).isZero();
            dropKey(heir, "user-900");
            Manifest since = heir.backUp();

            for (String from : List.of(before.id().toString(), "latest")) {
                PostgresDatabase target = SharedServers.newDatabase();
                Result restored = trial.restore(target, "--from", from);
                assertThat(restored.code()).as(restored.toString()).isZero();
                assertThat(query(target, PERSONS)).containsExactly("user-901");
            }

            Manifest copied = live.copyOn(server, "copy").backUp();
            Result refused = restore(SharedServers.newDatabase(), before);
            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains(
                            "keys/%s/ (made with the backup, ".formatted(before.keys()),
                            "keys/%s/ (of another server, ".formatted(copied.keys()),
                            "keys/%s/ (of database %s, ".formatted(since.keys(), since.lineage()));

            delete(before);
            Result withoutOwn = restore(SharedServers.newDatabase(), before);
            assertThat(withoutOwn.code()).as(withoutOwn.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(withoutOwn.err())
                    .contains(
                            "keys/%s/ (of another server, ".formatted(copied.keys()),
                            "keys/%s/ (of database %s, ".formatted(since.keys(), since.lineage()));
        }
    }

    @Test
    void of_two_successors_that_both_go_on_the_operator_names_one() throws IOException {
        Manifest before = live.backUp();
        BackedUp one = successor(before);
        BackedUp other = successor(before);
        Manifest ofOne = one.backUp();
        Manifest ofOther = other.backUp();

        Result refused = restore(SharedServers.newDatabase(), before);

        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .contains(
                        "keys/%s/ (of database".formatted(ofOne.keys()),
                        "keys/%s/ (of database".formatted(ofOther.keys()));
        PostgresDatabase target = SharedServers.newDatabase();
        assertThat(restore(target, before, "--keys", String.valueOf(ofOne.keys()))
                        .code())
                .isZero();
    }

    private BackedUp successor(Manifest from) {
        BackedUp successor = live.with(SharedServers.newDatabase());
        Result restored = restore(successor.database(), from);
        assertThat(restored.code()).as(restored.toString()).isZero();
        return successor;
    }

    private Result restore(PostgresDatabase target, Manifest from, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "--from";
        command[1] = from.id().toString();
        System.arraycopy(options, 0, command, 2, options.length);
        return trial.restore(target, command);
    }

    private void delete(Manifest backup) throws IOException {
        for (StoredObject object : live.bucket().list(Kind.KEYS.prefix() + backup.keys() + "/")) {
            live.bucket().delete(object.key());
        }
    }
}
