package io.talel.gateway.auth.throttle;

import java.time.Duration;

/**
 * How many attempts count as too many, and what follows.
 *
 * @param name part of the key of its counters
 * @param most so many within the window need not wait
 * @param window begins with the first attempt; while there are delays, with each
 * @param delay how long the first that is too many has to wait, each further one twice as long as the one before; zero:
 *     until the window ends
 * @param longestDelay where that growth ends
 * @param counts which attempts it is about
 */
record Limit(
        String name, Scope scope, int most, Duration window, Duration delay, Duration longestDelay, Counts counts) {

    /** Whose attempts are counted together. An IPv4 address has {@link #NETWORK} only. */
    enum Scope {
        ACCOUNT,
        NETWORK,
        NETWORK_56,
        NETWORK_48,
        EVERYBODY
    }

    /** Every attempt counts while it is under way, so that many at once cannot slip by; afterwards only these do. */
    enum Counts {
        FAILURES,
        SUCCESSES,
        ALL
    }

    /** One whose attempts have to wait until the window ends. */
    static Limit of(String name, Scope scope, int most, Duration window, Counts counts) {
        return new Limit(name, scope, most, window, Duration.ZERO, Duration.ZERO, counts);
    }

    /** The tenth of it, for a node that counts alone. */
    Limit stricter() {
        return new Limit(name, scope, Math.max(1, most / 10), window, delay, longestDelay, counts);
    }
}
