package io.talel.query.rebuild;

/** An attempt to swap did not get what it needed in time; nothing has changed, and another one may. */
final class SwapPostponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SwapPostponed(String message) {
        super(message);
    }
}
