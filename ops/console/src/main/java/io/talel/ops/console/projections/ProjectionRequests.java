package io.talel.ops.console.projections;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Requests to nodes, and to rebuilds on any machine, by rows of a table. Each may be refused, and is checked again when it
 * is made: the checks are for dry runs and pages.
 *
 * @param readModel writable, unless requests are only checked
 */
public record ProjectionRequests(Connection readModel) {

    public void checkPause(String projection) throws SQLException {
        if (known(projection).pause() != null) {
            throw new Refused(projection + " is paused already.");
        }
    }

    /** Nodes stop the projection within a second or two. */
    public void pause(String projection, String operator, String reason) throws SQLException {
        if (Rows.change(readModel, READ_MODEL.get("pause"), known(projection).name(), operator, reason) == 0) {
            throw new Refused(projection + " is paused already.");
        }
    }

    public void checkResume(String projection) throws SQLException {
        if (known(projection).pause() == null) {
            throw new Refused(projection + " is not paused.");
        }
    }

    public void resume(String projection) throws SQLException {
        if (Rows.change(readModel, READ_MODEL.get("resume"), known(projection).name()) == 0) {
            throw new Refused(projection + " is not paused.");
        }
    }

    public void checkCancel(String projection) throws SQLException {
        LastRebuild rebuild = known(projection).rebuild();
        if (rebuild != null && rebuild.dead()) {
            throw new Refused("The rebuild of %s died with its process %s; the next one clears up after it."
                    .formatted(projection, rebuild.process()));
        }
        if (rebuild == null || !rebuild.running()) {
            throw new Refused("No rebuild of " + projection + " is running.");
        }
    }

    /** The rebuild stops within a second or two, whichever machine it runs on. */
    public void cancel(String projection) throws SQLException {
        checkCancel(projection);
        if (Rows.change(readModel, READ_MODEL.get("cancel-rebuild"), projection) == 0) {
            throw new Refused("No rebuild of " + projection + " is running.");
        }
    }

    /**
     * Cancels a rebuild that this process runs. Call it until the rebuild has ended: before it starts there is nothing to
     * cancel, and the database may be away.
     */
    public static void tryToCancel(Settings settings, String projection) {
        try (Connection readModel = settings.readModel().write()) {
            new ProjectionRequests(readModel).cancel(projection);
        } catch (SQLException | Refused _) {
            // The next call tries again.
        }
    }

    /** Does not check the code version of a kept generation: only the process that updates it knows that. */
    public void checkFilling(RebuildOrder order) throws SQLException {
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

    private Projection known(String projection) throws SQLException {
        return new ProjectionQuery(readModel).known(projection);
    }
}
