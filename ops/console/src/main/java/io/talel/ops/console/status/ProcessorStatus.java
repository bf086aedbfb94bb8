package io.talel.ops.console.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.projections.Pause;
import io.talel.ops.backup.projections.Rebuild;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a processor is, and how it is.
 *
 * @param generation the one that readers see; none for an automation
 * @param position global index up to which everything of its streams has been taken
 * @param behind events of its streams that have not been taken, among the places of the log that were looked at
 * @param more whether there are more places behind those; then {@code behind} is the least that it can be
 * @param behindSeconds age of the oldest of them, 0 when there is none
 * @param failures those that a segment has not recovered from
 * @param deadLetters events of the live generation that are parked
 * @param parkedStreams streams that do not get further because of them
 */
public record ProcessorStatus(
        String name,
        @Nullable Integer generation,
        ProcessorState state,
        long position,
        long head,
        long behind,
        boolean more,
        double behindSeconds,
        List<SegmentStatus> segments,
        List<SegmentFailure> failures,
        long deadLetters,
        long parkedStreams,
        @Nullable Rebuild rebuild,
        @Nullable Pause pause,
        List<Problem> problems) {

    public ProcessorStatus {
        segments = List.copyOf(segments);
        failures = List.copyOf(failures);
        problems = List.copyOf(problems);
    }

    @JsonProperty
    public boolean healthy() {
        return problems.isEmpty();
    }

    /** How far it is behind: 12, or "at least 4999". */
    public String behindWords() {
        return (more ? "at least " : "") + behind;
    }

    /** When any of its segments last got further. */
    @JsonProperty
    public @Nullable Instant lastProgress() {
        return segments.stream()
                .map(SegmentStatus::progressedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Segments that a living node works on. */
    public long owned() {
        return segments.stream().filter(SegmentStatus::ownerAlive).count();
    }
}
