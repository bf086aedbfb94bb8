package io.talel.ops.backup.restore;

import java.io.IOException;

/** A restore was begun and did not come to its end: the target is of no use. */
public final class RestoreFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String left;

    RestoreFailed(Target target, Exception cause) {
        this("%s is incomplete. Drop it, and restore into a new database.".formatted(target.database()), cause);
    }

    private RestoreFailed(String left, Exception cause) {
        super("%s. Of no use now: %s".formatted(cause.getMessage(), left), cause);
        this.why = String.valueOf(cause.getMessage());
        this.left = left;
    }

    /** For a restore that was given up on purpose. */
    public String abandoned() {
        return "The restore was given up: " + left;
    }

    /** What went wrong, without what to do about the target. */
    public String why() {
        return why;
    }
}
