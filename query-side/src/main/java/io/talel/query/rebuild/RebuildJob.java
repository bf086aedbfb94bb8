package io.talel.query.rebuild;

import io.talel.query.projection.Projection;

/** One rebuild: what the operator ordered, how far it is and whether it is still wanted. */
public record RebuildJob(
        Projection projection, RebuildOrder order, ProgressTracker tracker, Cancellation cancellation) {

    public RebuildJob(Projection projection, RebuildOrder order) {
        this(projection, order, new ProgressTracker(projection.name()), new Cancellation());
    }
}
