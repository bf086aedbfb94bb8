package io.talel.gateway.bus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses of one request that tries again while other nodes are faster, for 10 s at most. */
public final class ConflictRetries {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Milliseconds. A change takes about 5, and two nodes that pause for the same time meet again. */
    private static final int LONGEST_PAUSE = 20;

    private final long deadline;

    private ConflictRetries(Duration longest) {
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    public static ConflictRetries begin() {
        return new ConflictRetries(LONGEST);
    }

    static ConflictRetries begin(Duration longest) {
        return new ConflictRetries(longest);
    }

    /** @return whether there is time for another attempt; if so, after a pause */
    public boolean pause() {
        if (System.nanoTime() - deadline >= 0) {
            return false;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
