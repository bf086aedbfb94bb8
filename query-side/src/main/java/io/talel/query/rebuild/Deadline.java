package io.talel.query.rebuild;

import java.time.Duration;

/** The time by which a step has to be done. */
record Deadline(long nanos, boolean never) {

    static final Deadline NONE = new Deadline(0, true);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), false);
    }

    boolean isOver() {
        return !never && System.nanoTime() - nanos >= 0;
    }
}
