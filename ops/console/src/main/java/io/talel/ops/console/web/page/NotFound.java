package io.talel.ops.console.web.page;

/** What a page was asked for is not there. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
        super(message);
    }
}
