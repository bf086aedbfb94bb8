package io.talel.query.deadletter;

import io.talel.query.projection.SafeMessage;

/** Too many dead letters: the projection stops until letters are retried or discarded. */
public final class DeadLettersFull extends IllegalStateException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    DeadLettersFull(String message) {
        super(message);
    }
}
