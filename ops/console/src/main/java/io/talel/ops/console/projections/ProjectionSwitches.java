package io.talel.ops.console.projections;

import static io.talel.ops.backup.store.Statements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Requests to nodes, and to rebuilds on any machine, by rows of a table.
 *
 * @param readModel writable
 */
public record ProjectionSwitches(Connection readModel) {

    /** Nodes stop the projection within a second or two. */
    public void pause(String projection, String operator, String reason) throws SQLException {
        if (Rows.change(readModel, READ_MODEL.get("pause"), known(projection).name(), operator, reason) == 0) {
            throw new Refused(projection + " is paused already.");
        }
    }

    public void resume(String projection) throws SQLException {
        if (Rows.change(readModel, READ_MODEL.get("resume"), known(projection).name()) == 0) {
            throw new Refused(projection + " is not paused.");
        }
    }

    /** The rebuild stops within a second or two, whichever machine it runs on. */
    public void cancel(String projection) throws SQLException {
        new Refusals(readModel).ofCancelling(projection);
        if (Rows.change(readModel, READ_MODEL.get("cancel-rebuild"), projection) == 0) {
            throw new Refused("No rebuild of " + projection + " is running.");
        }
    }

    /** @throws Refused if there is no such projection */
    public Projection known(String projection) throws SQLException {
        return new ProjectionQuery(readModel).known(projection);
    }
}
