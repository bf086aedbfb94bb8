package io.talel.command.eventlog;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * When the reader that all processors of a node share looks for new events: once for all wake-ups since its last look, and
 * regularly for events that nobody announced.
 */
final class TailPolling {

    /** Least time between two looks: commits within it are read together. */
    static final Duration PAUSE = Duration.ofMillis(5);

    /** How often a node looks for events that nobody announced. */
    static final Duration REGULAR_LOOK = Duration.ofMillis(300);

    private final Duration regular;
    private volatile boolean due = true;
    private volatile @Nullable Thread reader;

    /** Used by the reader's thread only. */
    private long lastLook = System.nanoTime() - PAUSE.toNanos();

    /** @param regular longest time between two looks */
    TailPolling(Duration regular) {
        this.regular = regular;
    }

    /** Something has been committed, or the last look has left something behind. */
    void wake() {
        if (!due) {
            due = true;
            LockSupport.unpark(reader);
        }
    }

    /** Waits for a reason to look and for the end of the pause. Called by one thread. */
    void await() {
        reader = Thread.currentThread();
        while (!due && left(regular) > 0) {
            LockSupport.parkNanos(this, left(regular));
        }
        while (left(PAUSE) > 0) {
            LockSupport.parkNanos(this, left(PAUSE));
        }
        // Before the look, so that it sees what the wake-ups until now are about.
        due = false;
        lastLook = System.nanoTime();
    }

    private long left(Duration pause) {
        return lastLook + pause.toNanos() - System.nanoTime();
    }
}
