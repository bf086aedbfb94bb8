package io.talel.query.projection;

/** An event that a projection refuses. */
public final class RefusedEvent extends IllegalStateException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    public RefusedEvent(String message) {
        super(message);
    }
}
