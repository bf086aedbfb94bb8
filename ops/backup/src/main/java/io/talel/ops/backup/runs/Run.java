package io.talel.ops.backup.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run with backups.
 *
 * @param task as {@link Task} spells it
 * @param backup the backup made, verified or restored
 * @param done of {@code total} rows; the total is 0 while it is unknown
 * @param size of the objects written, in bytes
 * @param details JSON
 * @param alive whether its process still holds the lock
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

    /** Whether it was started, is not finished, and its process was killed. */
    @JsonProperty
    public boolean dead() {
        return finishedAt == null && !alive;
    }

    /** Whether it ended after the other run, although that one was recorded later. */
    boolean endedAfter(Run other) {
        return finishedAt != null && other.finishedAt != null && finishedAt.isAfter(other.finishedAt);
    }
}
