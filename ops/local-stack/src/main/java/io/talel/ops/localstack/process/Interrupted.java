package io.talel.ops.localstack.process;

/**
 * Waiting was interrupted. It takes the place of the thread's interrupted status, which is clear again, so that what was
 * started can be ended in peace on the way out.
 */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Interrupted(InterruptedException cause) {
        super(cause);
    }
}
