package io.talel.ops.backup.outcome;

/** A command was started and then stopped. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    public Stopped(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
