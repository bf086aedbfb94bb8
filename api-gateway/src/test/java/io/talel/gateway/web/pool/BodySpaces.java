package io.talel.gateway.web.pool;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Spaces of bodies for tests. */
public final class BodySpaces {

    private static final long BLOCK = 4_096;

    private BodySpaces() {}

    /** @param bytes of the disk that bodies share */
    public static BodySpace space(Peers peers, long bytes) {
        return space(peers, bytes, BodySpace.MAX_WAIT);
    }

    public static BodySpace space(Peers peers, long bytes, Duration maxWait) {
        return new BodySpace(peers, () -> bytes, BLOCK, maxWait, new SimpleMeterRegistry());
    }
}
