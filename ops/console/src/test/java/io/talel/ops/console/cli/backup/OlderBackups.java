package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes backups that are older than the newest one. */
record OlderBackups(Archive archive, Manifest newest) {

    /** One with nothing but its manifest. */
    Manifest earlier(Duration before, @Nullable Manifest parent) throws IOException {
        Instant at = newest.snapshotAt().minus(before);
        Manifest manifest = new Manifest(
                newest.format(),
                BackupId.at(at, new Random(before.toSeconds())),
                parent == null ? Kind.FULL : Kind.INCREMENTAL,
                parent == null ? null : archive.parent(parent),
                newest.lineage(),
                newest.ancestors(),
                newest.application(),
                newest.schemas(),
                newest.server(),
                newest.cluster(),
                at,
                at,
                at,
                newest.encryption(),
                newest.events(),
                newest.sequences(),
                List.of(),
                newest.hashChain(),
                newest.images(),
                newest.keys(),
                newest.keyless());
        archive.save(manifest);
        return manifest;
    }
}
