package io.talel.ops.backup.outcome;

import java.util.Map;

/** A command was started and then stopped. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient Object details;

    public Stopped(Outcome outcome, String message) {
        this(outcome, message, Map.of());
    }

    /** @param details what was done before, for JSON: a map or a record */
    public Stopped(Outcome outcome, String message, Object details) {
        super(message);
        this.outcome = outcome;
        this.details = details;
    }

    public Outcome outcome() {
        return outcome;
    }

    public Object details() {
        return details;
    }
}
