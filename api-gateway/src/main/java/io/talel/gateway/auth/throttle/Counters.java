package io.talel.gateway.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where attempts are counted. */
interface Counters {

    /**
     * Counts an attempt in all counters, or in none if one of them is full; atomic.
     *
     * @return how long the attempt has to wait; zero: it may proceed
     */
    Duration take(List<Counter> counters, Instant now);

    /** Takes an attempt back. */
    void giveBack(List<Counter> counters);

    /** Forgets all attempts. */
    void reset(List<Counter> counters);
}
