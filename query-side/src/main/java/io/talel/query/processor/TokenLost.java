package io.talel.query.processor;

import io.talel.query.projection.SafeMessage;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;

/** The stored token of a segment is not the one that this node wrote last, or another node has the segment. */
final class TokenLost extends UnableToClaimTokenException implements SafeMessage {
    private static final long serialVersionUID = 1L;

    TokenLost(String processor, int segment) {
        super(
                "Segment %d of %s is not where this node has left it: another node has claimed it, or the database has lost its"
                                .formatted(segment, processor)
                        + " last commits in a crash; it is projected again from what is stored");
    }
}
