package io.talel.ops.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How far a projection is.
 *
 * @param position global index up to which every segment has read the log
 * @param behind events beyond that position that were recorded more than {@link StatusQuery#GRACE} ago
 */
record ProjectionStatus(String name, long position, long behind, List<Segment> segments) {

    ProjectionStatus {
        segments = List.copyOf(segments);
    }

    /**
     * One share of a projection.
     *
     * @param owner the node that works on it, empty when none does
     */
    record Segment(int segment, long position, String owner) {}

    @JsonProperty
    boolean healthy() {
        return behind == 0;
    }

    long owned() {
        return segments.stream().filter(s -> !s.owner().isEmpty()).count();
    }
}
