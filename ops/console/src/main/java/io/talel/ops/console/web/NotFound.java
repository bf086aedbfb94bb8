package io.talel.ops.console.web;

/** What a page was asked for is not there. */
final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
        super(message);
    }
}
