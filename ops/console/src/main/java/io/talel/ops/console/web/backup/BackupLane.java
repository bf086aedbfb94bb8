package io.talel.ops.console.web.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the picture: a full backup and those that continue it.
 *
 * @param backups the oldest first; at least one
 * @param signs those backups, many as one where they are alike
 */
record BackupLane(String title, List<StoredBackup> backups, List<BackupSign> signs) {

    /** So many are shown one by one. */
    private static final int APART = 12;

    static BackupLane of(String title, List<StoredBackup> backups) {
        return new BackupLane(title, backups, signs(backups));
    }

    /** The newest stays alone, too: it is the one that people look for. */
    private static List<BackupSign> signs(List<StoredBackup> backups) {
        if (backups.size() <= APART) {
            return backups.stream()
                    .map(backup -> new BackupSign(List.of(backup)))
                    .toList();
        }
        List<BackupSign> signs = new ArrayList<>();
        List<StoredBackup> alike = new ArrayList<>();
        for (StoredBackup backup : backups) {
            if (!alike.isEmpty() && (!alike.getLast().isLike(backup) || backup == backups.getLast())) {
                signs.add(new BackupSign(alike));
                alike = new ArrayList<>();
            }
            alike.add(backup);
        }
        signs.add(new BackupSign(alike));
        return signs;
    }

    public StoredBackup newest() {
        return backups.getLast();
    }

    /** In bytes. */
    public long size() {
        return backups.stream().mapToLong(StoredBackup::size).sum();
    }
}
