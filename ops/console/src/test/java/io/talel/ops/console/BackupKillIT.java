package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.BackupId;
import io.talel.ops.console.backup.archive.Chunk;
import io.talel.ops.console.backup.archive.ChunkReader;
import io.talel.ops.console.backup.archive.Kind;
import io.talel.ops.console.backup.archive.Manifest;
import io.talel.ops.console.backup.archive.SigningKeys;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that make backups and are killed. */
class BackupKillIT {

    private static final int KILLS = 20;
    private static final int EVENTS = 20_000;

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
        long begun = System.nanoTime();
        assertThat(start().waitFor()).isZero();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Random moments = new Random(20);
        for (int kill = 0; kill < Scale.times(KILLS); kill++) {
            Process process = start();
            // The machine starts first: what is interesting happens in the second half.
            if (!process.waitFor(took / 3 + moments.nextLong(took), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            everything_that_looks_complete_is();
        }

        Manifest after = database.backUp();
        assertThat(after.eventRange().total()).isEqualTo(EVENTS);
        Set<String> held = new HashSet<>();
        for (Manifest backup : archive.chain(after).backups()) {
            held.addAll(ContentOfBackups.events(database, archive, backup));
        }
        assertThat(held).isEqualTo(new HashSet<>(ContentOfBackups.log(database)));
        assertThat(database.query("SELECT outcome FROM operations.backup_run ORDER BY id DESC LIMIT 1"))
                .containsExactly("done");
    }

    private void everything_that_looks_complete_is() throws IOException {
        int keys = 0;
        for (Kind kind : new Kind[] {Kind.FULL, Kind.KEYS}) {
            for (BackupId id : archive.begun(kind)) {
                Optional<Manifest> manifest = archive.find(kind, id);
                if (manifest.isPresent()) {
                    for (Chunk chunk : manifest.get().chunks().toList()) {
                        ChunkReader.sealed(archive.bucket(), manifest.get(), chunk);
                    }
                    if (kind == Kind.KEYS) {
                        keys++;
                    } else {
                        archive.chain(manifest.get());
                    }
                }
            }
        }
        assertThat(keys).as("there are always keys").isPositive();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talelio.class.getName(),
                        "backup",
                        "run",
                        "--full")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(database.environment());
        return builder.start();
    }
}
