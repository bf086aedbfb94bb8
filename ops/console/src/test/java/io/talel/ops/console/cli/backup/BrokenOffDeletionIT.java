package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Deletions;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.retention.BackupExpiry;
import io.talel.ops.backup.retention.ExpiryPlan;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions of backups that end in the middle, and backups that lost their manifest otherwise. */
class BrokenOffDeletionIT {

    /** Manifest, signature and one chunk. */
    private static final int OBJECTS = 3;

    private final Map<String, String> environment = new HashMap<>();

    private BackedUp database;
    private Bucket bucket;
    private OlderBackups older;
    private Manifest old;

    @BeforeEach
    void only_the_newest_of_two_backups_is_to_be_kept() throws IOException {
        database = BackedUp.create();
        bucket = database.bucket();
        older = new OlderBackups(
                new Archive(bucket, SigningKeys.of(database.environment())), database.backUp("--full"));
        old = earlier(900);
        environment.putAll(database.environment());
        environment.putAll(Map.of(
                "BACKUP_KEEP_DAYS", "1",
                "BACKUP_KEEP_WEEKS", "0",
                "BACKUP_KEEP_MONTHS", "0",
                "BACKUP_KEEP_FULL", "1"));
    }

    @ParameterizedTest(name = "after {0} objects")
    @ValueSource(ints = {0, 1, 2, OBJECTS})
    void the_next_run_ends_it_and_calls_nothing_damaged(int deleted) throws IOException {
        breakOff(deleted);
        assertThat(bucket.list(old.directory())).hasSize(OBJECTS - deleted);
        assertThat(marks()).containsExactly("deletions/" + old.id());

        assertThat(expire("--dry-run").json().path("damaged").size()).isZero();
        assertThat(marks()).hasSize(1);
        Result next = expire();

        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.json().path("damaged").size()).isZero();
        assertThat(bucket.list(old.directory())).isEmpty();
        assertThat(marks()).isEmpty();
        assertThat(database.run("backup", "verify", "--all").code()).isZero();
    }

    @Test
    void a_backup_that_stays_after_all_and_then_loses_its_manifest_is_damaged() throws Exception {
        breakOff(0);
        database.run("backup", "hold", old.id().toString(), "--reason", "a complaint", "--yes");
        assertThat(expire().code()).isZero();
        assertThat(marks()).isEmpty();
        database.run("backup", "release", old.id().toString(), "--reason", "settled", "--yes");

        bucket.delete(old.directory() + Archive.MANIFEST);

        assertDamaged(old);
    }

    @Test
    void a_backup_that_lost_its_manifest_is_damaged_beside_one_whose_deletion_goes_on() throws Exception {
        breakOff(1);
        Manifest robbed = earlier(800);
        bucket.delete(robbed.directory() + Archive.MANIFEST);

        assertDamaged(robbed);

        assertThat(bucket.list(old.directory())).isEmpty();
    }

    @Test
    void a_backup_that_another_one_continues_is_damaged_even_if_its_deletion_was_begun() throws Exception {
        Manifest parent = earlier(4);
        older.earlier(Duration.ofDays(3), parent);
        new Deletions(bucket).begin(parent.id());
        bucket.delete(parent.directory() + Archive.MANIFEST);

        assertDamaged(parent);
    }

    private Manifest earlier(int days) throws IOException {
        Manifest manifest = older.earlier(Duration.ofDays(days), null);
        bucket.create(manifest.directory() + "00001-auth.credential.zst", new byte[] {1});
        return manifest;
    }

    /** @param deleted number of its objects that are deleted first */
    private void breakOff(int deleted) throws IOException {
        try (UndeletingS3 s3 = new UndeletingS3(SharedServers.s3(), deleted)) {
            Map<String, String> undeleting = new HashMap<>(environment);
            undeleting.put("S3_ENDPOINT", s3.endpoint());
            assertThat(Operated.run(undeleting, "backup", "expire").code()).isEqualTo(ExitCode.FAILED);
        }
    }

    /** On the next day it is reported, and stays. */
    private void assertDamaged(Manifest backup) throws SQLException, IOException {
        BackupExpiry expiry = new BackupExpiry(
                Settings.of(environment).eventStore(),
                new Archive(bucket, SigningKeys.of(environment)),
                RetentionPolicy.of(environment),
                Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));

        ExpiryPlan done = expiry.run("", new Request(Operator.of(environment), Duration.ZERO, (_, _, _) -> {}));

        assertThat(done.broken())
                .containsExactly("backup %s is damaged: its manifest is missing".formatted(backup.id()));
        assertThat(bucket.list(backup.directory())).isNotEmpty();
        assertThat(marks()).isEmpty();
    }

    private List<String> marks() throws IOException {
        return bucket.list("deletions/").stream().map(StoredObject::key).toList();
    }

    private Result expire(String... options) {
        return Operated.run(
                environment,
                Stream.concat(Stream.of("backup", "expire", "-o", "json"), Stream.of(options))
                        .toArray(String[]::new));
    }
}
