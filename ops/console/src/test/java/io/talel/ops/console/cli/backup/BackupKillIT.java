package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.bucket.BucketFailure;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Scale;
import io.talel.ops.console.Talelio;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backup processes that are killed. */
class BackupKillIT {

    private static final int KILLS = 20;
    private static final int EVENTS = 20_000;
    private static final int NEW_EVENTS = 100;

    /** Number of objects of a backup and its keys: rows of the tables, signatures, manifests. */
    private static final int OBJECTS = 12;

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        database.publish(1, EVENTS);
    }

    @Test
    void whenever_a_backup_is_killed_nothing_looks_like_one_that_is_none() throws Exception {
        database.backUp("--full");
        Random moments = new Random(20);
        int kills = Scale.times(KILLS);
        int killed = 0;
        for (int turn = 0; killed < kills; turn++) {
            assertThat(turn).as("turns for %d kills", killed).isLessThan(3 * kills + 3);
            boolean full = moments.nextBoolean();
            database.publish(1 + EVENTS + turn * NEW_EVENTS, NEW_EVENTS);
            if (killedOnceItHasWritten(moments.nextInt(OBJECTS), full)) {
                killed++;
            }
            everything_that_looks_complete_is();
        }

        Manifest after = database.backUp();
        Set<String> held = new HashSet<>();
        for (Manifest backup : archive.chain(after).backups()) {
            held.addAll(ContentOfBackups.events(database, archive, backup));
        }
        assertThat(held).isEqualTo(new HashSet<>(ContentOfBackups.log(database)));
        Result verified = database.run("backup", "verify", "--deep");
        assertThat(verified.code()).as(verified.err()).isZero();
    }

    /** @return whether the process was still running */
    private boolean killedOnceItHasWritten(int objects, boolean full) throws Exception {
        Set<String> before =
                await().ignoreExceptionsInstanceOf(BucketFailure.class).until(this::objects, Objects::nonNull);
        Process process = start(full);
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !process.isAlive() || isRunning() && newObjects(before) >= objects);
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive;
    }

    private boolean isRunning() {
        return database.query("SELECT 'yes' FROM operations.backup_run WHERE finished_at IS NULL"
                        + " AND id = (SELECT max(id) FROM operations.backup_run)")
                .contains("yes");
    }

    /** Zero while the listing fails. */
    private long newObjects(Set<String> before) throws IOException {
        try {
            return objects().stream().filter(key -> !before.contains(key)).count();
        } catch (BucketFailure _) {
            return 0;
        }
    }

    /** Fails while the local S3 trips over an object deleted during its listing. */
    private Set<String> objects() throws IOException {
        return database.bucket().list("").stream().map(StoredObject::key).collect(Collectors.toSet());
    }

    /** Older keys are deleted before their manifest, so after a kill some may be missing until the next backup. */
    private void everything_that_looks_complete_is() throws IOException {
        for (BackupId id : archive.begun(Kind.FULL)) {
            Optional<Manifest> manifest = archive.find(Kind.FULL, id);
            if (manifest.isPresent()) {
                assertWhole(manifest.get());
                archive.chain(manifest.get());
            }
        }
        Manifest newestKeys = null;
        for (BackupId id : archive.begun(Kind.KEYS)) {
            newestKeys = archive.find(Kind.KEYS, id).orElse(newestKeys);
        }
        assertThat(newestKeys).as("there are always keys").isNotNull();
        assertWhole(newestKeys);
    }

    private void assertWhole(Manifest backup) throws IOException {
        for (Chunk chunk : backup.chunks().toList()) {
            ChunkReader.sealed(archive.bucket(), backup, chunk);
        }
    }

    private Process start(boolean full) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx112m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talelio.class.getName(),
                        "backup",
                        "run",
                        full ? "--full" : "--output=json")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(database.environment());
        return builder.start();
    }
}
