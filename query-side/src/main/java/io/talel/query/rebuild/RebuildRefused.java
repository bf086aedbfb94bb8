package io.talel.query.rebuild;

/** The rebuild was refused; nothing has changed. */
public final class RebuildRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message why, for the operator */
    public RebuildRefused(String message) {
        super(message);
    }
}
