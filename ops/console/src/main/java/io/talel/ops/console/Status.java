package io.talel.ops.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The event log and the projections at one moment.
 *
 * @param head global index of the newest event, 0 when there is none
 */
record Status(long head, List<ProjectionStatus> projections) {

    Status {
        projections = List.copyOf(projections);
    }

    @JsonProperty
    boolean healthy() {
        return projections.stream().allMatch(ProjectionStatus::healthy);
    }
}
