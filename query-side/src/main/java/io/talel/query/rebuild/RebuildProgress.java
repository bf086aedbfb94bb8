package io.talel.query.rebuild;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a rebuild.
 *
 * @param done number of places of the log that have been read
 * @param total number of places in the log
 * @param eventsPerSecond events written per second, over the last ten seconds
 * @param remaining time to the end at that rate; null while it is unknown
 * @param errors number of events that were parked
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

    /** Step of the rebuild; {@code read_model.rebuild} shows it in lower case with blanks. */
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
