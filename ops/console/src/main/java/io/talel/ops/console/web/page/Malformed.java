package io.talel.ops.console.web.page;

/** A field or an address that no page of the console would send. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
        super(message);
    }
}
