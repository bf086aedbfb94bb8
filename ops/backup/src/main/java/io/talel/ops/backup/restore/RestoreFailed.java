package io.talel.ops.backup.restore;

import java.io.IOException;

/** A restore was started and did not finish: the target is useless. */
public final class RestoreFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String left;

    RestoreFailed(Target target, Exception cause) {
        this("%s is incomplete. Drop it, and restore into a new database.".formatted(target.database()), cause);
    }

    private RestoreFailed(String left, Exception cause) {
        super("%s. The target is useless: %s".formatted(cause.getMessage(), left), cause);
        this.why = String.valueOf(cause.getMessage());
        this.left = left;
    }

    /** Message for a restore that the operator has stopped. */
    public String abandoned() {
        return "The restore was cancelled: " + left;
    }

    /** The cause, without advice about the target. */
    public String why() {
        return why;
    }
}
