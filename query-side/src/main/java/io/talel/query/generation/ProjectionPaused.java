package io.talel.query.generation;

import io.talel.query.projection.SafeMessage;

/** An operator has paused the projection; the batch is rolled back and its segment left until it is resumed. */
public final class ProjectionPaused extends IllegalStateException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    ProjectionPaused(String projection) {
        super(projection + " is paused");
    }
}
