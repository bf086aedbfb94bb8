package io.talel.ops.console.projections;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.projections.Rebuild;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.Connection;
import java.sql.SQLException;

/** Refusals of changes, for dry runs and pages. A change is checked again when it is made. */
public final class Refusals {

    private final ProjectionQuery projections;

    public Refusals(Connection readModel) {
        this.projections = new ProjectionQuery(readModel);
    }

    public void ofPausing(String projection) throws SQLException {
        if (projections.known(projection).pause() != null) {
            throw new Refused(projection + " is paused already.");
        }
    }

    public void ofResuming(String projection) throws SQLException {
        if (projections.known(projection).pause() == null) {
            throw new Refused(projection + " is not paused.");
        }
    }

    public void ofCancelling(String projection) throws SQLException {
        Rebuild rebuild = projections.known(projection).rebuild();
        if (rebuild != null && rebuild.dead()) {
            throw new Refused("The rebuild of %s died with its process %s; the next one clears up after it."
                    .formatted(projection, rebuild.process()));
        }
        if (rebuild == null || !rebuild.running()) {
            throw new Refused("No rebuild of " + projection + " is running.");
        }
    }

    /** Does not check the code version of a kept generation: only the process that updates it knows that. */
    public void ofFilling(RebuildOrder order) throws SQLException {
        Projection projection = projections.known(order.projection());
        if (projection.live().isEmpty()) {
            throw new Refused(projection.name() + " has no live generation.");
        }
        if (projections.isBeingRebuilt(projection.name())) {
            throw new Refused(projection.name() + " is being rebuilt already.");
        }
        Integer to = order.toGeneration();
        if (order.purpose() == Purpose.SWITCH && to != null && !projections.isKept(projection.name(), to)) {
            throw new Refused("There is no kept generation %d of %s.".formatted(to, projection.name()));
        }
    }
}
