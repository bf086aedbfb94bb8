package io.talel.ops.console.web;

/** A field or an address that no page of the console would send. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message);
    }
}
