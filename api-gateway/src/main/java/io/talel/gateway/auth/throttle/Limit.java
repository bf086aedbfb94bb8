package io.talel.gateway.auth.throttle;

import java.time.Duration;

/**
 * A limit on attempts, and the delay beyond it.
 *
 * @param name part of the key of its counters
 * @param most attempts within the window that need not wait
 * @param window begins with the first attempt; with delays, every attempt restarts it
 * @param delay wait of the first attempt beyond the limit, doubled with each further one; zero: until the window ends
 * @param longestDelay longest delay
 * @param counts which attempts it counts
 */
record Limit(
        String name, Scope scope, int most, Duration window, Duration delay, Duration longestDelay, Counts counts) {

    /** Attempts that are counted together. An IPv4 address has {@link #NETWORK} only. */
    enum Scope {
        ACCOUNT,
        NETWORK,
        NETWORK_56,
        NETWORK_48,
        EVERYBODY
    }

    /**
     * Attempts that count when they are over. Every attempt counts while it is under way, so that many at once cannot slip by.
     */
    enum Counts {
        FAILURES,
        SUCCESSES,
        ALL
    }

    /** A limit beyond which attempts wait until the window ends. */
    static Limit of(String name, Scope scope, int most, Duration window, Counts counts) {
        return new Limit(name, scope, most, window, Duration.ZERO, Duration.ZERO, counts);
    }

    /** A tenth of the limit, for a node that counts alone. */
    Limit stricter() {
        return new Limit(name, scope, Math.max(1, most / 10), window, delay, longestDelay, counts);
    }
}
