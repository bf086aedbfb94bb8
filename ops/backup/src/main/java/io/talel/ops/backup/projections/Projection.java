package io.talel.ops.backup.projections;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A projection as the registry knows it.
 *
 * @param generations the newest first
 * @param rebuild the last one, if there was any
 * @param pause there while it is paused
 * @param resumedAt when the last pause ended, if there was any
 */
public record Projection(
        String name,
        List<Generation> generations,
        @Nullable Rebuild rebuild,
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
