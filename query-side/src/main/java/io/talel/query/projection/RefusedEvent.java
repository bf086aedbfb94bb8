package io.talel.query.projection;

/** An event that a projection cannot take, told in words that may be shown and kept: nothing of what it says. */
public final class RefusedEvent extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public RefusedEvent(String message) {
        super(message);
    }
}
