package io.talel.ops.console.web.page;

/** A field or an address that the console's pages never send. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
        super(message);
    }
}
