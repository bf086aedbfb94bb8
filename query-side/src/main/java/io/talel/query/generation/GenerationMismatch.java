package io.talel.query.generation;

import io.talel.query.projection.SafeMessage;

/** This node must not write the active generation; the batch is rolled back and its segment left to other nodes. */
final class GenerationMismatch extends IllegalStateException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    GenerationMismatch(String message) {
        super(message);
    }
}
