package io.talel.query.rebuild.run;

/** An attempt to swap did not get its locks in time. Nothing has changed, and the swap is tried again. */
final class SwapPostponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SwapPostponed(String message) {
        super(message);
    }
}
