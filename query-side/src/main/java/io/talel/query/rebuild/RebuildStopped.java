package io.talel.query.rebuild;

/** The rebuild was given up; the live generation is as it was. */
public final class RebuildStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message why, for the operator */
    public RebuildStopped(String message) {
        super(message);
    }
}
