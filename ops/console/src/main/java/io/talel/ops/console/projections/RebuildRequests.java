package io.talel.ops.console.projections;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Settings;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks orders of rebuilds, and cancels rebuilds of this process. */
public final class RebuildRequests {

    private RebuildRequests() {}

    /**
     * Cancels a rebuild that this process runs. Call it until the rebuild has ended: before it starts there is nothing to
     * cancel, and the database may be away.
     */
    public static void tryToCancel(Settings settings, String projection) {
        try (Connection readModel = settings.readModel().write()) {
            ProjectionRequest.CANCEL.send(readModel, projection, "", "");
        } catch (SQLException | Refused _) {
            // The next call tries again.
        }
    }

    /** Does not check the code version of a kept generation: only the process that updates it knows that. */
    public static void checkFilling(Settings settings, RebuildOrder order) throws SQLException {
        try (Connection readModel = settings.readModel().read()) {
            ProjectionQuery projections = new ProjectionQuery(readModel);
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
}
