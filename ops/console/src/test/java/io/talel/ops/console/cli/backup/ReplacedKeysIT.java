package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.Persons.key;
import static io.talel.ops.console.cli.backup.Persons.record;
import static io.talel.ops.console.cli.backup.Persons.register;
import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup deletes the keys that it replaces, unless any of them was lost, their database is unknown or the new ones cannot be
 * read back.
 */
class ReplacedKeysIT {

    @TempDir
    private Path directory;

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
    }

    @Test
    void who_is_removed_in_the_log_was_erased_however_many_they_are() throws IOException {
        register(database, 1, 30);
        database.backUp();
        for (int id = 1; id <= 25; id++) {
            record(database, "user-" + id, 1, "UserRemoved");
        }
        database.change("DELETE FROM personal.person_key WHERE person IN"
                + " (SELECT aggregate_identifier FROM event_store.domain_event WHERE event_name = 'UserRemoved')");

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.json().path("remarks").asString()).isEmpty();
        assertThat(archive.begun(Kind.KEYS)).hasSize(1);
    }

    @Test
    void older_keys_stay_until_somebody_deletes_them_if_any_was_lost_since_however_many_have_registered()
            throws IOException {
        register(database, 1, 30);
        Manifest good = database.backUp();

        database.change("DELETE FROM personal.person_key WHERE person IN ('user-1', 'user-2')");
        register(database, 31, 40);
        for (int run = 0; run < 2; run++) {
            Result made = database.run("backup", "run", "-o", "json");
            assertThat(made.code()).as(made.toString()).isZero();
            assertThat(made.json().path("remarks").asString())
                    .contains(
                            "2 persons have lost their keys without being erased (user-",
                            " since keys/%s/ was made".formatted(good.keys()));
            assertThat(archive.begun(Kind.KEYS)).hasSize(2).contains(good.keys());
        }

        delete(Kind.KEYS.prefix() + good.keys() + "/");
        Manifest next = database.backUp();
        assertThat(archive.begun(Kind.KEYS)).containsExactly(next.keys());
    }

    @Test
    void a_deletion_that_is_cut_off_is_continued_by_the_next_backup() throws IOException {
        register(database, 1, 3);
        int objects = 3;
        for (int deleted = 0; deleted < objects; deleted++) {
            String old = Kind.KEYS.prefix() + database.backUp().keys() + "/";
            objects = database.bucket().list(old).size();
            try (UndeletingS3 s3 = new UndeletingS3(SharedServers.s3(), deleted)) {
                Map<String, String> undeleting = new HashMap<>(database.environment());
                undeleting.put("S3_ENDPOINT", s3.endpoint());
                assertThat(Operated.run(undeleting, "backup", "run").out()).contains("Older keys could not be deleted");
            }
            assertThat(database.bucket().list(old)).hasSize(objects - deleted);

            Result next = database.run("backup", "run", "-o", "json");

            assertThat(next.json().path("remarks").asString()).isEmpty();
            assertThat(database.bucket().list(old))
                    .extracting(StoredObject::key)
                    .allMatch(key -> key.endsWith("/" + Archive.SIGNATURE));
        }
        assertThat(objects).as("tables, manifest, signature").isGreaterThan(2);
    }

    @Test
    void keys_of_which_nobody_knows_whose_they_are_stay_and_are_told() throws IOException {
        String old = "20260101T000000000Z-00000000";
        database.bucket().create("keys/" + old + "/" + Archive.MANIFEST, new byte[] {'?'});

        Result made = database.run("backup", "run", "-o", "json");

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(made.json().path("remarks").asString())
                .contains("keys/" + old + "/ is kept, since its database is unknown: ");
        assertThat(archive.begun(Kind.KEYS)).hasSize(2);
    }

    @Test
    void older_keys_stay_and_the_backup_fails_if_the_new_ones_cannot_be_read_back() throws IOException {
        database.publish(1, 2);
        key(database, "ada");
        key(database, "grace");
        Manifest good = database.backUp();
        try (BackupContext backupContext = BackupContext.of(new Settings(database.environment()))) {
            AtomicBoolean damaged = new AtomicBoolean();
            assertThatThrownBy(() -> backupContext
                            .backups()
                            .run(
                                    new BackupOrder(true, false, false),
                                    new Request(Operator.of(database.environment()), Duration.ZERO, (_, _, _) -> {
                                        if (damaged.compareAndSet(false, true)) {
                                            damageNewestKeys();
                                        }
                                    })))
                    .isInstanceOf(Damaged.class);
            assertThat(damaged).isTrue();
        }

        assertThat(archive.find(Kind.KEYS, Objects.requireNonNull(good.keys()))).isPresent();
        assertThat(personsRestoredFrom("latest")).containsExactly("ada", "grace");
        Manifest next = database.backUp();
        assertThat(archive.find(Kind.KEYS, Objects.requireNonNull(good.keys()))).isEmpty();
        assertThat(personsRestoredFrom(next.id().toString())).containsExactly("ada", "grace");
    }

    private void damageNewestKeys() throws IOException {
        BackupId newest = archive.begun(Kind.KEYS).getLast();
        for (StoredObject object : database.bucket().list(Kind.KEYS.prefix() + newest + "/")) {
            if (object.key().contains("person_key")) {
                database.bucket().delete(object.key());
                database.bucket().create(object.key(), new byte[(int) object.size()]);
            }
        }
    }

    private List<String> personsRestoredFrom(String backup) {
        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = new RestoreTrial(database, directory).restore(target, "--from", backup);
        assertThat(restored.code()).as(restored.toString()).isZero();
        return query(target, "SELECT person FROM personal.person_key ORDER BY person");
    }

    private void delete(String prefix) throws IOException {
        for (StoredObject object : database.bucket().list(prefix)) {
            database.bucket().delete(object.key());
        }
    }
}
