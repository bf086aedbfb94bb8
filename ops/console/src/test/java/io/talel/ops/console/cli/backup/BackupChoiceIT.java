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
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which backups and which keys a command uses if a bucket holds those of several databases. */
class BackupChoiceIT {

    @TempDir
    private Path directory;

    private BackedUp first;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        first = BackedUp.create();
        archive = new Archive(first.bucket(), SigningKeys.of(first.environment()));
        first.publish(1, 2);
    }

    @Test
    void a_database_and_a_copy_that_both_go_on_keep_their_own_persons() throws IOException {
        add(first.database(), "ada", "grace");
        Manifest before = backUp(first.database());
        PostgresDatabase copy = restored("latest");

        erase(first.database(), "grace");
        add(first.database(), "alan");
        Manifest own = backUp(first.database());
        erase(copy, "ada");
        add(copy, "bob");
        Manifest copied = backUp(copy);

        assertThat(archive.begun(Kind.KEYS)).containsExactly(own.keys(), copied.keys());
        assertThat(persons(restored(own))).containsExactly("ada", "alan");
        assertThat(persons(restored(before))).containsExactly("ada", "alan");
        assertThat(persons(restored(copied))).containsExactly("bob", "grace");

        Result refused = restore(SharedServers.newDatabase(), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .contains("several databases", own.id().toString(), copied.id().toString());

        Result verified = first.run("backup", "verify");
        assertThat(verified.code()).as(verified.toString()).isZero();
        assertThat(verified.out()).contains(own.id() + " with the one before it is whole");
        Result ofCopy = Operated.run(environment(copy), "backup", "verify");
        assertThat(ofCopy.code()).as(ofCopy.toString()).isZero();
        assertThat(ofCopy.out()).contains(copied.id() + " is whole");
    }

    @Test
    void who_was_erased_after_a_disaster_does_not_come_back_with_a_backup_from_before_it() throws IOException {
        add(first.database(), "ada", "grace");
        Manifest before = backUp(first.database());
        PostgresDatabase successor = restored("latest");
        erase(successor, "ada");
        Result made = Operated.run(environment(successor), "backup", "run", "-o", "json");
        assertThat(made.json().path("remarks").asString())
                .contains("keys/%s/ holds the keys of a database that this one was restored from"
                        .formatted(before.keys()));

        assertThat(persons(restored(before))).containsExactly("grace");
        assertThat(persons(restored("latest"))).containsExactly("grace");

        delete(Kind.KEYS.prefix() + before.keys() + "/");
        Result again = Operated.run(environment(successor), "backup", "run", "-o", "json");
        assertThat(again.json().path("remarks").asString()).doesNotContain("keys/");
        assertThat(persons(restored(before))).containsExactly("grace");
    }

    @Test
    void keys_that_are_older_than_those_made_with_a_backup_are_not_taken_for_them() throws IOException {
        add(first.database(), "ada");
        Manifest before = backUp(first.database());
        Map<String, byte[]> older = new LinkedHashMap<>();
        for (StoredObject object : first.bucket().list(Kind.KEYS.prefix())) {
            older.put(
                    object.key(),
                    first.bucket().find(object.key(), object.size()).orElseThrow());
        }
        Manifest last = backUp(first.database());
        delete(Kind.KEYS.prefix());
        for (Map.Entry<String, byte[]> object : older.entrySet()) {
            first.bucket().create(object.getKey(), object.getValue());
        }

        for (String[] options : new String[][] {{}, {"--to-index", "1"}}) {
            List<String> command = new ArrayList<>(List.of("--from", "latest"));
            command.addAll(List.of(options));
            Result refused = restore(SharedServers.newDatabase(), command.toArray(String[]::new));
            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains("the keys of personal data made with it, backup %s, are missing".formatted(last.keys()));
        }
        assertThat(persons(restored(before))).containsExactly("ada");
    }

    @Test
    void what_nobody_can_read_is_passed_over_and_told() throws IOException {
        add(first.database(), "ada");
        Manifest backup = backUp(first.database());
        String foreign = "29990101T000000000Z-00000000";
        first.bucket().create("backups/" + foreign + "/" + Archive.MANIFEST, new byte[] {'?'});
        first.bucket().create("keys/" + foreign + "/" + Archive.MANIFEST, new byte[] {'?'});

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", "latest");
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(restored.json().path("report").path("backup").asString())
                .isEqualTo(backup.id().toString());
        assertThat(restored.json().path("message").asString())
                .contains("A newer one was passed over: backup %s is damaged".formatted(foreign));
        assertThat(persons(target)).containsExactly("ada");

        assertThat(first.run("backup", "verify", backup.id().toString()).code()).isZero();
        Result latest = first.run("backup", "verify", "-o", "json");
        assertThat(latest.code()).isEqualTo(ExitCode.FAILED);
        assertThat(latest.json().path("backup").asString())
                .isEqualTo(backup.id().toString());
        assertThat(latest.json().path("problems").findValuesAsString("backup")).containsExactly(foreign);
    }

    private Map<String, String> environment(PostgresDatabase database) {
        Map<String, String> environment = first.environment();
        environment.putAll(database.environment());
        return environment;
    }

    private Manifest backUp(PostgresDatabase database) throws IOException {
        Result made = Operated.run(environment(database), "backup", "run", "-o", "json");
        assertThat(made.code()).as(made.toString()).isZero();
        return archive.load(Kind.FULL, new BackupId(made.json().path("id").asString()));
    }

    private PostgresDatabase restored(Manifest from) {
        return restored(from.id().toString());
    }

    private PostgresDatabase restored(String from) {
        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", from);
        assertThat(restored.code()).as(restored.toString()).isZero();
        return target;
    }

    private Result restore(PostgresDatabase target, String... options) {
        List<String> command = new ArrayList<>(List.of("restore", "--into", target.jdbcUrl(), "-o", "json"));
        command.addAll(List.of("--report", directory.resolve("report.json").toString()));
        command.addAll(List.of(options));
        return Operated.run(environment(target), command.toArray(String[]::new));
    }

    private void delete(String prefix) throws IOException {
        for (StoredObject object : first.bucket().list(prefix)) {
            first.bucket().delete(object.key());
        }
    }

    private static void add(PostgresDatabase database, String... persons) {
        for (String person : persons) {
            owner(database)
                    .sql("INSERT INTO personal.person_key (person, key) VALUES (?, sha256(''))")
                    .param(person)
                    .update();
        }
    }

    private static void erase(PostgresDatabase database, String person) {
        owner(database)
                .sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(person)
                .update();
    }

    private static List<String> persons(PostgresDatabase database) {
        return query(database, "SELECT person FROM personal.person_key ORDER BY person");
    }

    private static List<String> query(PostgresDatabase database, String sql) {
        return owner(database).sql(sql).query(String.class).list();
    }

    private static JdbcClient owner(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }
}
