package io.talel.ops.console.status;

import io.talel.ops.backup.projections.Pause;
import java.time.Duration;
import java.time.Instant;

/** How long a projection may be paused before operators are told: meanwhile readers see old rows. */
public final class PauseLimit {

    private static final Duration LONGEST = Duration.ofHours(1);

    public static final String LONGEST_IN_WORDS = "an hour";

    private PauseLimit() {}

    public static boolean isPassed(Pause pause, Instant now) {
        return pause.since().plus(LONGEST).isBefore(now);
    }
}
