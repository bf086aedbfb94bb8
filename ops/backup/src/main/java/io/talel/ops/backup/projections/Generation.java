package io.talel.ops.backup.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One set of a projection's tables.
 *
 * @param position global index of the last event in it; null for the live one, whose position its processor's tokens
 *     hold
 * @param keepUntil end of the time in which a kept generation can be switched back to
 */
public record Generation(
        String projection,
        int number,
        int codeVersion,
        State state,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant keepUntil,
        @Nullable Long position) {

    public enum State {
        /** Readers see it. */
        live,
        /** Was live before; can be switched back to for a while. */
        kept,
        /** Being filled, or left behind by a rebuild that died. */
        filling
    }

    /** The schema of its tables. */
    public String schema() {
        return projection + "_g" + number;
    }
}
