package io.talel.ops.backup.projections;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A projection in the registry.
 *
 * @param generations the newest first
 * @param rebuild the last one; null if there was none
 * @param pause null unless the projection is paused
 * @param resumedAt end of the last pause; null if there was none
 */
public record Projection(
        String name,
        List<Generation> generations,
        @Nullable LastRebuild rebuild,
        @Nullable Pause pause,
        @Nullable Instant resumedAt) {

    public Projection {
        generations = List.copyOf(generations);
    }

    /** The generation that readers see. */
    public Optional<Generation> live() {
        return generations.stream()
                .filter(generation -> generation.state() == Generation.State.live)
                .findFirst();
    }
}
