package io.talel.query.deadletter;

import io.talel.query.projection.Shown;

/** Nothing more is parked; the projection stops where it is until letters are retried or discarded. */
public final class DeadLettersFull extends IllegalStateException implements Shown {
    private static final long serialVersionUID = 1L;

    DeadLettersFull(String message) {
        super(message);
    }
}
