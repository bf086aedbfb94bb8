package io.talel.ops.console.backup.dump;

import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.BackupId;
import io.talel.ops.console.backup.archive.Damaged;
import io.talel.ops.console.backup.archive.Kind;
import io.talel.ops.console.backup.archive.Manifest;
import io.talel.ops.console.backup.bucket.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Of the keys of personal data only the newest backup is kept, so that a person who was erased stays erased: those before it
 * go as soon as it is complete. Those of a database that this one was not restored from are not touched; they may be all
 * that is left of it.
 */
final class KeyRetention {

    /** What has no manifest after so long was given up, by whomever. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final Archive archive;

    KeyRetention(Archive archive) {
        this.archive = archive;
    }

    void keepOnly(Manifest newest) throws IOException {
        for (BackupId id : archive.begun(Kind.KEYS)) {
            if (id.compareTo(newest.id()) < 0 && isReplaced(id, newest)) {
                // The manifest first: what is half deleted must not look complete.
                String directory = Kind.KEYS.prefix() + id + "/";
                archive.bucket().delete(directory + Archive.MANIFEST);
                for (StoredObject object : archive.bucket().list(directory)) {
                    archive.bucket().delete(object.key());
                }
            }
        }
    }

    private boolean isReplaced(BackupId id, Manifest newest) throws IOException {
        try {
            Optional<Manifest> older = archive.find(Kind.KEYS, id);
            if (older.isEmpty()) {
                return id.time().plus(UNFINISHED).isBefore(newest.startedAt());
            }
            return older.get().lineage().equals(newest.lineage())
                    || newest.ancestors().contains(older.get().lineage());
        } catch (Damaged _) {
            // Nobody knows whose keys it held; it is `verify` that tells of it.
            return false;
        }
    }
}
