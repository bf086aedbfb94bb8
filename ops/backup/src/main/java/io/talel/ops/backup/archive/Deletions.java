package io.talel.ops.backup.archive;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.format.BackupId;
import java.io.IOException;
import java.util.Set;

/**
 * Deletions that have begun, {@code deletions/<id>}: tells the rest of a deleted backup from one that lost its manifest.
 */
public record Deletions(Bucket bucket) {

    private static final String PREFIX = "deletions/";

    /** Deletions that have not ended: of runs that were broken off, and of one that runs now. */
    public Set<BackupId> all() throws IOException {
        return Holds.ids(bucket, PREFIX);
    }

    /** Call it before the manifest is deleted. */
    public void begin(BackupId backup) throws IOException {
        bucket.create(PREFIX + backup, new byte[0]);
    }

    /** Call it when nothing of the backup is left, or it stays after all. */
    public void end(BackupId backup) throws IOException {
        bucket.delete(PREFIX + backup);
    }
}
