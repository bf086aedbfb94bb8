package io.talel.ops.backup.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One set of a projection's tables.
 *
 * @param position global index up to which it is filled; unknown of the live one, which its processor's tokens say
 * @param keepUntil until when a kept one can be gone back to
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

    /** What a generation is there for. */
    public enum State {
        /** Readers see it. */
        live,
        /** It was live before, and can be gone back to for a while. */
        kept,
        /** It is being filled, or was left behind by a rebuild that died. */
        filling
    }

    /** The schema of its tables. */
    public String schema() {
        return projection + "_g" + number;
    }
}
