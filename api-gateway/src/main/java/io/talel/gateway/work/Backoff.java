package io.talel.gateway.work;

import java.time.Duration;

/** Pauses that double with every attempt, up to the longest. */
public record Backoff(Duration first, Duration longest) {

    /** Keeps the doubling from overflowing, far beyond any longest pause. */
    private static final int MOST_DOUBLINGS = 30;

    /** @param attempts number of attempts so far, at least one */
    public Duration pause(int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
