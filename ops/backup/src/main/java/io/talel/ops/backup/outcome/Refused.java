package io.talel.ops.backup.outcome;

/** A command was refused and changed nothing; the message gives the reason. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String reason) {
        super(reason);
    }
}
