package io.talel.ops.backup.projections;

import io.talel.ops.backup.outcome.Words;
import java.time.Instant;

/** Pause of a projection: no node works on it. */
public record Pause(String projection, Instant since, String operator, String reason) {

    /** Start, operator and reason, in words. */
    public String words() {
        return "since %s by %s (%s)".formatted(Words.time(since), operator, reason);
    }
}
