package io.talel.ops.console.projections;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks orders of rebuilds, and cancels rebuilds of this process. */
public final class RebuildRequests {

    private RebuildRequests() {}

    /**
     * Cancels a rebuild if this process runs it. Call it until the rebuild has ended: before it starts there is nothing to
     * cancel, and the database may be away.
     */
    public static void tryToCancel(Settings settings, String projection) {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        try (Connection readModel = settings.readModel().write()) {
            Rows.change(readModel, READ_MODEL.get("cancel-rebuild-of-process"), projection, process);
        } catch (SQLException _) {
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
