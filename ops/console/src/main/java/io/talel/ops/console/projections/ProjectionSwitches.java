package io.talel.ops.console.projections;

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

    private static final String PAUSE = """
            INSERT INTO read_model.pause (projection, operator, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String RESUME = """
            WITH ended AS (DELETE FROM read_model.pause WHERE projection = ? RETURNING projection)
            INSERT INTO read_model.resumption (projection) SELECT projection FROM ended
            ON CONFLICT (projection) DO UPDATE SET resumed_at = excluded.resumed_at""";

    private static final String CANCEL = """
            UPDATE read_model.rebuild SET cancel_requested = true
            WHERE projection = ? AND finished_at IS NULL""";

    /** Nodes stop the projection within a second or two. */
    public void pause(String projection, String operator, String reason) throws SQLException {
        if (Rows.change(readModel, PAUSE, known(projection).name(), operator, reason) == 0) {
            throw new Refused(projection + " is paused already.");
        }
    }

    public void resume(String projection) throws SQLException {
        if (Rows.change(readModel, RESUME, known(projection).name()) == 0) {
            throw new Refused(projection + " is not paused.");
        }
    }

    /** The rebuild stops within a second or two, whichever machine it runs on. */
    public void cancel(String projection) throws SQLException {
        new Refusals(readModel).ofCancelling(projection);
        if (Rows.change(readModel, CANCEL, projection) == 0) {
            throw new Refused("No rebuild of " + projection + " is running.");
        }
    }

    /** @throws Refused if there is no such projection */
    public Projection known(String projection) throws SQLException {
        return new ProjectionQuery(readModel).known(projection);
    }
}
