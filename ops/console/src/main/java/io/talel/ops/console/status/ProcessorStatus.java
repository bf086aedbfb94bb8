package io.talel.ops.console.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Pause;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * State of a processor.
 *
 * @param generation the live one; null for an automation
 * @param position global index up to which all events of its streams are processed
 * @param behind number of its events not processed yet, within the places looked at
 * @param more whether further places follow; {@code behind} is a lower bound then
 * @param behindSeconds age of the oldest of these events; 0 if there is none
 * @param failures from which a segment has not recovered
 * @param deadLetters parked events of the live generation
 * @param parkedStreams streams blocked by them
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
        List<ProcessorFailure> failures,
        long deadLetters,
        long parkedStreams,
        @Nullable LastRebuild rebuild,
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

    /** Number of events behind: 12, or "at least 4999". */
    public String behindWords() {
        return (more ? "at least " : "") + behind;
    }

    /** Time of the last progress of any segment. */
    @JsonProperty
    public @Nullable Instant lastProgress() {
        return segments.stream()
                .map(SegmentStatus::progressedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Number of segments with a living owner. */
    public long owned() {
        return segments.stream().filter(SegmentStatus::ownerAlive).count();
    }
}
