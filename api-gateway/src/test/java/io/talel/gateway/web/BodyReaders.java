package io.talel.gateway.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Readers and spaces of bodies for tests. */
public final class BodyReaders {

    private static final long BLOCK = 4_096;

    private BodyReaders() {}

    static BodyReader withoutLimit() {
        return new BodyReader(space(BodyReaders::nobody, Long.MAX_VALUE));
    }

    /** @param bytes of the disk that bodies share */
    public static BodySpace space(Peers peers, long bytes) {
        return space(peers, bytes, BodySpace.MAX_WAIT);
    }

    static BodySpace space(Peers peers, long bytes, Duration maxWait) {
        return new BodySpace(peers, () -> bytes, BLOCK, maxWait, new SimpleMeterRegistry());
    }

    /** A peer that is never slow and cannot be broken off. */
    static Peer nobody() {
        return new Peer() {
            @Override
            public String network() {
                return "";
            }

            @Override
            public long behind() {
                return 0;
            }

            @Override
            public void breakOff(Reason reason) {}
        };
    }
}
