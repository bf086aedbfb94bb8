package io.talel.query.rebuild;

import org.jspecify.annotations.Nullable;

/** The rebuild was given up; the live generation is as it was. */
public final class RebuildStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    /** @param message why, for the operator */
    public RebuildStopped(String message) {
        this(message, false, null);
    }

    /**
     * @param message why, for the operator
     * @param cancelled whether it was asked to stop
     */
    public RebuildStopped(String message, boolean cancelled, @Nullable Throwable cause) {
        super(message, cause);
        this.cancelled = cancelled;
    }

    /** Whether it was asked to stop: by an operator, an interruption, or a listener that failed. Otherwise it failed itself. */
    public boolean cancelled() {
        return cancelled;
    }
}
