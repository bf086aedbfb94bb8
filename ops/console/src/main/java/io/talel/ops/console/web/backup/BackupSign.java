package io.talel.ops.console.web.backup;

import java.util.List;

/**
 * A sign of the picture: a backup, or many incremental ones of a day that are alike.
 *
 * @param backups the oldest first; at least one
 */
record BackupSign(List<StoredBackup> backups) {

    private static final int SMALLEST = 9;
    private static final int LARGEST = 17;

    BackupSign {
        backups = List.copyOf(backups);
    }

    public StoredBackup newest() {
        return backups.getLast();
    }

    public int count() {
        return backups.size();
    }

    /** In bytes. */
    public long size() {
        return backups.stream().mapToLong(StoredBackup::size).sum();
    }

    /** In pixels: a thousandth or a thousand times the bytes are half as wide or twice. */
    public long radius() {
        return Math.clamp(Math.round(3 * Math.log10(Math.max(1, size() / 100.0))), SMALLEST, LARGEST);
    }
}
