package io.talel.ops.backup.outcome;

/** Something was not done, for a reason that the operator is told; nothing was changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String reason) {
        super(reason);
    }
}
