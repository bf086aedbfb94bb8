package io.talel.ops.console.web.page;

/** The requested object does not exist. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
        super(message);
    }
}
