package io.talel.gateway.web.pool;

import java.time.Duration;

/** Peers for tests, all in one network. */
public final class TestPeers {

    private TestPeers() {}

    private record TestPeer(Duration late, Runnable broken) implements Peer {

        @Override
        public String network() {
            return "here";
        }

        @Override
        public long behind() {
            return late.toNanos();
        }

        @Override
        public void breakOff(Reason reason) {
            broken.run();
        }
    }

    /** A peer that is never slow. Breaking it off is an error. */
    public static Peer fast() {
        return new TestPeer(Duration.ZERO, () -> {
            throw new AssertionError("A fast peer was broken off");
        });
    }

    /**
     * A peer that is slow enough to make room for others.
     *
     * @param broken what breaking it off does
     */
    public static Peer slow(Runnable broken) {
        return new TestPeer(Duration.ofSeconds(3), broken);
    }
}
