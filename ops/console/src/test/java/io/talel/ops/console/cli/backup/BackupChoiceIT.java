package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.CopiedDatabases.add;
import static io.talel.ops.console.cli.backup.CopiedDatabases.erase;
import static io.talel.ops.console.cli.backup.CopiedDatabases.persons;
import static io.talel.ops.console.cli.backup.CopiedDatabases.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backups and which keys a command uses if a bucket holds those of several databases. */
class BackupChoiceIT {

    private static final String ARTICLE_OF_BEFORE = """
            INSERT INTO event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            SELECT gen_random_uuid(), 'article-%1$d', 0, aggregate_type, now() - interval '10 minutes', event_name,
                   event_revision,
                   convert_to((replace(convert_from(payload, 'UTF8'), 'article-1', 'article-%1$d')::jsonb
                       || '{"articleId": %1$d}')::text, 'UTF8'), metadata
            FROM event_store.domain_event WHERE aggregate_identifier = 'article-1' AND sequence_number = 0""";

    @TempDir
    private Path directory;

    private CopiedDatabases all;
    private BackedUp first;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        all = CopiedDatabases.in(directory);
        first = all.first();
        archive = all.archive();
    }

    @Test
    void a_database_and_a_copy_that_both_go_on_keep_their_own_persons() throws IOException {
        add(first.database(), "ada", "grace");
        Manifest before = all.backUp(first.database());
        PostgresDatabase copy = all.restored("latest");

        erase(first.database(), "grace");
        add(first.database(), "alan");
        Manifest own = all.backUp(first.database());
        erase(copy, "ada");
        add(copy, "bob");
        Manifest copied = all.backUp(copy);

        assertThat(archive.begun(Kind.KEYS)).containsExactly(own.keys(), copied.keys());
        assertThat(persons(all.restored(own))).containsExactly("ada", "alan");
        assertThat(persons(all.restored(before))).containsExactly("ada", "alan");
        assertThat(persons(all.restored(copied))).containsExactly("bob", "grace");

        Result refused = all.restore(SharedServers.newDatabase(), "--from", "latest");
        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .contains("several databases", own.id().toString(), copied.id().toString());

        Result verified = first.run("backup", "verify");
        assertThat(verified.code()).as(verified.toString()).isZero();
        assertThat(verified.out()).contains(own.id() + " with the one before it is whole");
        Result ofCopy = Operated.run(all.environment(copy), "backup", "verify");
        assertThat(ofCopy.code()).as(ofCopy.toString()).isZero();
        assertThat(ofCopy.out()).contains(copied.id() + " is whole");
    }

    @Test
    void who_was_erased_after_a_disaster_does_not_come_back_with_a_backup_from_before_it() throws IOException {
        add(first.database(), "ada", "grace");
        Manifest before = all.backUp(first.database());
        PostgresDatabase successor = all.restored("latest");
        erase(successor, "ada");
        Result made = Operated.run(all.environment(successor), "backup", "run", "-o", "json");
        assertThat(made.json().path("remarks").asString())
                .contains("keys/%s/ holds the keys of a database that this one was restored from"
                        .formatted(before.keys()));

        assertThat(persons(all.restored(before))).containsExactly("grace");
        assertThat(persons(all.restored("latest"))).containsExactly("grace");

        all.delete(Kind.KEYS.prefix() + before.keys() + "/");
        Result again = Operated.run(all.environment(successor), "backup", "run", "-o", "json");
        assertThat(again.json().path("remarks").asString()).doesNotContain("keys/");
        assertThat(persons(all.restored(before))).containsExactly("grace");
    }

    @Test
    void keys_that_are_older_than_those_made_with_a_backup_are_not_taken_for_them() throws IOException {
        add(first.database(), "ada");
        Manifest before = all.backUp(first.database());
        Map<String, byte[]> older = new LinkedHashMap<>();
        for (StoredObject object : first.bucket().list(Kind.KEYS.prefix())) {
            older.put(
                    object.key(),
                    first.bucket().find(object.key(), object.size()).orElseThrow());
        }
        Manifest last = all.backUp(first.database());
        all.delete(Kind.KEYS.prefix());
        for (Map.Entry<String, byte[]> object : older.entrySet()) {
            first.bucket().create(object.getKey(), object.getValue());
        }

        for (String[] options : new String[][] {{}, {"--to-index", "1"}}) {
            List<String> command = new ArrayList<>(List.of("--from", "latest"));
            command.addAll(List.of(options));
            Result refused = all.restore(SharedServers.newDatabase(), command.toArray(String[]::new));
            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains("the keys of personal data made with it, backup %s, are missing".formatted(last.keys()));
        }
        assertThat(persons(all.restored(before))).containsExactly("ada");
    }

    @Test
    void what_nobody_can_read_is_passed_over_and_told() throws IOException {
        add(first.database(), "ada");
        Manifest backup = all.backUp(first.database());
        String foreign = "29990101T000000000Z-00000000";
        first.bucket().create("backups/" + foreign + "/" + Archive.MANIFEST, new byte[] {'?'});
        first.bucket().create("keys/" + foreign + "/" + Archive.MANIFEST, new byte[] {'?'});

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = all.restore(target, "--from", "latest");
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

    @Test
    void at_a_time_what_was_committed_late_is_there_too() throws SQLException, IOException {
        first.change(ARTICLE_OF_BEFORE.formatted(3));
        try (Connection slow = DriverManager.getConnection(
                first.database().jdbcUrl(),
                first.database().ownerUser(),
                first.database().ownerPassword())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(ARTICLE_OF_BEFORE.formatted(4));
            }
            first.change(ARTICLE_OF_BEFORE.formatted(5));
            all.backUp(first.database());
            slow.commit();
        }
        first.publish(6, 1);
        all.backUp(first.database());

        String time = first.query("SELECT to_json(now() - interval '5 minutes') #>> '{}'")
                .getFirst();
        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = all.restore(
                target,
                "--from",
                "latest",
                "--to-time",
                OffsetDateTime.parse(time).toInstant().toString());
        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT aggregate_identifier FROM event_store.domain_event ORDER BY global_index"))
                .containsExactly("article-1", "article-2", "article-3", "article-4", "article-5");
    }
}
