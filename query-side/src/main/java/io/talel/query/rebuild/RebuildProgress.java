package io.talel.query.rebuild;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param done places of the log that have been read
 * @param total places that there are
 * @param eventsPerSecond events taken a second, of late
 * @param remaining until it is done at that rate; unknown at first
 * @param errors events that were parked
 */
public record RebuildProgress(
        String projection,
        int generation,
        Phase phase,
        long done,
        long total,
        double eventsPerSecond,
        @Nullable Duration remaining,
        long errors) {

    /** What is being done; {@code read_model.rebuild} shows it in lower case with blanks. */
    public enum Phase {
        FILLING,
        INDEXING,
        CATCHING_UP,
        VERIFYING,
        SWAPPING,
        DONE,
        FAILED,
        CANCELLED
    }
}
