package io.talel.query.processor;

import org.jspecify.annotations.Nullable;

/**
 * The token of a segment as this node knows it, serialised; null at the beginning of the log.
 *
 * @param committed the token that the node has found with its claim, or committed since
 * @param next the token of a running transaction; otherwise the committed one
 */
record WrittenToken(byte @Nullable [] committed, byte @Nullable [] next) {

    static WrittenToken committed(byte @Nullable [] token) {
        return new WrittenToken(token, token);
    }

    WrittenToken replacedBy(byte @Nullable [] token) {
        return new WrittenToken(committed, token);
    }
}
