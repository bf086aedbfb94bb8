package io.talel.gateway.server.pace;

import java.util.function.LongSupplier;

/**
 * How far a client is behind the slowest pace allowed: the time that the node has waited for it, less the time that the
 * bytes moved since may take. Time in which the node works does not count. One thread at a time writes, any may read.
 */
final class Pace {

    private final LongSupplier nanoTime;
    private final double nanosPerByte;
    private volatile long behind;
    private volatile long waitingSince;
    private volatile boolean waiting;

    /** @param bytesPerSecond the slowest pace allowed */
    Pace(LongSupplier nanoTime, long bytesPerSecond) {
        this.nanoTime = nanoTime;
        this.nanosPerByte = 1e9 / bytesPerSecond;
    }

    /** The node waits for the client from now on, unless it does already. */
    void waits() {
        if (!waiting) {
            waitingSince = nanoTime.getAsLong();
            waiting = true;
        }
    }

    void moved(long bytes) {
        behind = Math.max(0, behind() - (long) (bytes * nanosPerByte));
        waiting = false;
    }

    /** Forgets the past; the node does not wait. */
    void restart() {
        waiting = false;
        behind = 0;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** In nanoseconds. */
    long behind() {
        return waiting ? behind + nanoTime.getAsLong() - waitingSince : behind;
    }
}
