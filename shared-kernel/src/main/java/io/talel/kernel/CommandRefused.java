package io.talel.kernel;

import org.axonframework.common.AxonNonTransientException;

/** A command was refused and nothing was recorded; sending it again gives the same answer. */
public final class CommandRefused extends AxonNonTransientException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public CommandRefused(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
