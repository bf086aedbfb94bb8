package io.talel.ops.backup.projections;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last rebuild of a projection.
 *
 * @param purpose rebuild, switch or verify
 * @param phase what is being done, or what became of it: done, failed, cancelled
 * @param process the process that does it
 * @param done places of the log read, of {@code total}
 * @param errors events that it parked
 * @param alive whether its process is there, by the lock that it holds
 */
public record Rebuild(
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

    /** Begun, not finished, and nobody is at it: its process was killed. */
    @JsonProperty
    public boolean dead() {
        return finishedAt == null && !alive;
    }
}
