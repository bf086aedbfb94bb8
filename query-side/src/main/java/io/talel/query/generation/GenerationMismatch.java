package io.talel.query.generation;

/** This node must not write the active generation; the batch is rolled back and its segment left to other nodes. */
final class GenerationMismatch extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    GenerationMismatch(String message) {
        super(message);
    }
}
