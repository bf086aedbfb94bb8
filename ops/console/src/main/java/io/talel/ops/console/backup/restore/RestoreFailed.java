package io.talel.ops.console.backup.restore;

import java.io.IOException;

/** A restore was begun and did not come to its end: the target is of no use. */
public final class RestoreFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;

    RestoreFailed(Target target, Exception cause) {
        super(
                "%s. Of no use now: %s is incomplete. Drop it, and restore into a new database."
                        .formatted(cause.getMessage(), target.database()),
                cause);
        this.why = String.valueOf(cause.getMessage());
    }

    /** What went wrong, without what to do about the target. */
    public String why() {
        return why;
    }
}
