package io.talel.gateway.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where attempts are counted. */
interface Counters {

    /**
     * Counts an attempt against all of these, or against none if one of them has to wait; one step for everybody.
     *
     * @return how long it has to wait; zero: it may go on
     */
    Duration take(List<Counter> counters, Instant now);

    /** Takes an attempt back. */
    void giveBack(List<Counter> counters);

    /** Forgets all attempts. */
    void reset(List<Counter> counters);
}
