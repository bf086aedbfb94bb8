package io.talel.gateway.server.pace;

import java.util.function.LongSupplier;

/**
 * How far a client is behind the slowest pace allowed: the time that the node has waited for it, minus the time that the moved
 * bytes may take. Time in which the node works does not count. One thread at a time writes and any thread may read, so the
 * three fields change under a lock.
 */
final class Pace {

    private final LongSupplier nanoTime;
    private final double nanosPerByte;
    private long behind;
    private long waitingSince;
    private boolean waiting;

    /** @param bytesPerSecond the slowest pace allowed */
    Pace(LongSupplier nanoTime, long bytesPerSecond) {
        this.nanoTime = nanoTime;
        this.nanosPerByte = 1e9 / bytesPerSecond;
    }

    /** The node waits for the client from now on, unless it does already. */
    synchronized void waits() {
        if (!waiting) {
            waitingSince = nanoTime.getAsLong();
            waiting = true;
        }
    }

    synchronized void moved(long bytes) {
        behind = Math.max(0, behind() - (long) (bytes * nanosPerByte));
        waiting = false;
    }

    /** Forgets the past; the node does not wait. */
    synchronized void restart() {
        waiting = false;
        behind = 0;
    }

    synchronized boolean isWaiting() {
        return waiting;
    }

    /** How far the client is behind, in nanoseconds. */
    synchronized long behind() {
        return waiting ? behind + nanoTime.getAsLong() - waitingSince : behind;
    }
}
