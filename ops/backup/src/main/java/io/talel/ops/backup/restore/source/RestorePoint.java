package io.talel.ops.backup.restore.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Point that a log is restored to; its end if neither is given.
 *
 * @param index the last place to restore
 * @param time restores up to the last event, in the order of the log, recorded at this time or earlier. Clocks of nodes
 *     differ a little, so an event before it may be slightly later: the restored prefix has every event up to the time,
 *     and perhaps a few later ones
 */
public record RestorePoint(@Nullable Long index, @Nullable Instant time) {

    public static final RestorePoint NEWEST = new RestorePoint(null, null);

    public RestorePoint {
        if (index != null && time != null) {
            throw new IllegalArgumentException("either a place or a time");
        }
    }

    boolean isNewest() {
        return index == null && time == null;
    }
}
