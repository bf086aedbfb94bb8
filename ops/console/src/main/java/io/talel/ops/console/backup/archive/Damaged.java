package io.talel.ops.console.backup.archive;

import java.io.IOException;

/** A backup is not what it was when it was written; the message says which and why. */
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    public Damaged(BackupId backup, String what) {
        super("backup %s is damaged: %s".formatted(backup, what));
    }

    public Damaged(BackupId backup, String what, Throwable cause) {
        super("backup %s is damaged: %s".formatted(backup, what), cause);
    }
}
