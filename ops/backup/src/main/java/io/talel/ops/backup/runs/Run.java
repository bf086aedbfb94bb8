package io.talel.ops.backup.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing done with backups.
 *
 * @param task as {@link Task} spells it
 * @param backup the one that was made, verified or restored
 * @param done of {@code total} rows; the total is 0 while it is not known
 * @param size of the objects written, in bytes
 * @param details JSON
 * @param alive whether its process is there, by the lock that it holds
 */
public record Run(
        long id,
        String task,
        String operator,
        String host,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        @Nullable String backup,
        long done,
        long total,
        @Nullable Long size,
        String message,
        String details,
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
