package io.talel.ops.backup.projections;

import io.talel.ops.backup.outcome.Words;
import java.time.Duration;
import java.time.Instant;

/** Since when no node works on a projection, and who wanted that. */
public record Pause(String projection, Instant since, String operator, String reason) {

    /** Nobody pauses a projection for longer on purpose: whoever reads it reads old rows. */
    private static final Duration LONGEST = Duration.ofHours(1);

    public boolean isTooLong(Instant now) {
        return since.plus(LONGEST).isBefore(now);
    }

    /** Since when, who and why, in words. */
    public String words() {
        return "since %s by %s (%s)".formatted(Words.time(since), operator, reason);
    }
}
