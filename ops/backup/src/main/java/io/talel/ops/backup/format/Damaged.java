package io.talel.ops.backup.format;

import java.io.IOException;

/** A backup differs from what was written, or cannot be read; the message names backup and cause. */
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient BackupId backup;
    private final String what;

    public Damaged(BackupId backup, String what) {
        super(sentence(backup, what));
        this.backup = backup;
        this.what = what;
    }

    public Damaged(BackupId backup, String what, Throwable cause) {
        super(sentence(backup, what), cause);
        this.backup = backup;
        this.what = what;
    }

    public BackupId backup() {
        return backup;
    }

    /** What is wrong, beginning with a small letter. */
    public String what() {
        return what;
    }

    public static String sentence(BackupId backup, String what) {
        return "backup %s is damaged: %s".formatted(backup, what);
    }
}
