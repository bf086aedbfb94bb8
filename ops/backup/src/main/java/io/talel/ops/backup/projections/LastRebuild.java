package io.talel.ops.backup.projections;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Last rebuild of a projection.
 *
 * @param purpose rebuild, switch or verify
 * @param phase current phase, or outcome: done, failed, cancelled
 * @param process that runs the rebuild
 * @param done places of the log read, of {@code total}
 * @param errors events that it parked
 * @param alive whether its process still holds the lock
 */
public record LastRebuild(
        String projection,
        int generation,
        String purpose,
        String phase,
        String operator,
        String process,
        String reason,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        long done,
        long total,
        double eventsPerSecond,
        long errors,
        String message,
        boolean cancelRequested,
        boolean alive) {

    @JsonProperty
    public boolean running() {
        return finishedAt == null && alive;
    }

    /** Whether it was started, is not finished, and its process was killed. */
    @JsonProperty
    public boolean dead() {
        return finishedAt == null && !alive;
    }
}
