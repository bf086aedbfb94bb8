package io.talel.query.generation;

import io.talel.query.projection.Shown;

/** This node must not write the active generation; the batch is rolled back and its segment left to other nodes. */
final class GenerationMismatch extends IllegalStateException implements Shown {
    private static final long serialVersionUID = 1L;

    GenerationMismatch(String message) {
        super(message);
    }
}
