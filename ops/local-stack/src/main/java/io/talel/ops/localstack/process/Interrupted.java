package io.talel.ops.localstack.process;

/**
 * Waiting was interrupted. Replaces the thread's interrupted status, which is cleared, so that servers can be ended in order.
 */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Interrupted(InterruptedException cause) {
        super(cause);
    }
}
