package io.talel.command.eventlog;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * When the reader that all processors of a node share looks for new events: once for all wake-ups since its last look, and
 * regularly for events that nobody announced. Axon's reader would look again after every look that found something.
 */
final class TailLooks {

    /** Least time between two looks: commits within it are read together. */
    static final Duration PAUSE = Duration.ofMillis(5);

    private final Duration regular;
    private volatile boolean due = true;

    /** Used by the reader's thread only. */
    private long lastLook = System.nanoTime() - PAUSE.toNanos();

    /** @param regular longest time between two looks */
    TailLooks(Duration regular) {
        this.regular = regular;
    }

    /** Something has been committed, or the last look has left something behind. */
    void wake() {
        due = true;
    }

    /**
     * Waits for the end of the pause.
     *
     * @return whether there is a reason to look
     */
    boolean begin() {
        if (!due && System.nanoTime() - lastLook < regular.toNanos()) {
            return false;
        }
        for (long passed = 0; passed < PAUSE.toNanos(); passed = System.nanoTime() - lastLook) {
            LockSupport.parkNanos(lastLook + PAUSE.toNanos() - System.nanoTime());
        }
        // Before the look, so that it sees what the wake-ups until now are about.
        due = false;
        lastLook = System.nanoTime();
        return true;
    }
}
