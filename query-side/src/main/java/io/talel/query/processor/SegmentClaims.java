package io.talel.query.processor;

import java.time.Duration;

/** The claims of nodes on the segments of projections. */
public final class SegmentClaims {

    /** Silence of an owner after which another node may claim its segment. The owner may be frozen or cut off. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private SegmentClaims() {}
}
