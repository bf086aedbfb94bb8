package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.Persons.dropKey;
import static io.talel.ops.console.cli.backup.Persons.record;
import static io.talel.ops.console.cli.backup.Persons.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a database and of its copies in one bucket: none deletes those of another. */
class KeysOfCopiesIT {

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
    void a_copy_on_another_server_that_has_the_same_lineage_deletes_no_keys_and_says_so() throws IOException {
        Manifest live = database.backUp();
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            Result made = database.copyOn(server, "copy").run("backup", "run", "-o", "json");

            assertThat(problems(made))
                    .singleElement()
                    .asString()
                    .startsWith("keys/%s/ holds the keys of this database on another server".formatted(keysOf(live)));
            assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(keysOf(live));
        }
    }

    @Test
    void of_servers_that_cannot_be_told_apart_no_keys_are_deleted() throws Exception {
        database.setAllowed("pg_control_system()", false);
        Manifest before = database.backUp();
        record(database, "user-3", 1, "UserRemoved");
        dropKey(database, "user-3");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(problems(made))
                .singleElement()
                .asString()
                .startsWith("keys/%s/ is kept".formatted(keysOf(before)))
                .contains("pg_control_system()");
        assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(keysOf(before));
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

    private static BackupId keys(Result made) {
        return new BackupId(made.json().path("keys").asString());
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
