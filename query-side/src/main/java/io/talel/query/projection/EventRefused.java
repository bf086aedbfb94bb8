package io.talel.query.projection;

/** An event that a projection refuses. */
public final class EventRefused extends IllegalStateException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    public EventRefused(String message) {
        super(message);
    }
}
