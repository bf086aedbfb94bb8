package io.talel.ops.backup.restore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a log is restored; everything that there is, if neither is said.
 *
 * @param index the last place of the log that belongs to it
 * @param time everything up to the last event, in the order of the log, that happened by then. Clocks of nodes differ a
 *     little, so an event in between may be of a moment later: a prefix of the log that loses none is taken, not one that
 *     holds none too many
 */
public record Point(@Nullable Long index, @Nullable Instant time) {

    public static final Point NEWEST = new Point(null, null);

    public Point {
        if (index != null && time != null) {
            throw new IllegalArgumentException("either a place or a time");
        }
    }

    boolean isNewest() {
        return index == null && time == null;
    }
}
