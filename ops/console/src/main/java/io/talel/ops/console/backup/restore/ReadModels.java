package io.talel.ops.console.backup.restore;

import io.talel.ops.console.backup.restore.RestoreReport.Rebuilt;
import io.talel.ops.console.command.Sides;
import io.talel.ops.console.projections.Projection;
import io.talel.ops.console.projections.ProjectionQuery;
import io.talel.ops.console.store.Database;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.Rebuilds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Makes the read models again from the log, before any node has worked on them. */
final class ReadModels {

    /** As many as a node would make; with any other number nodes would work as well. */
    private static final int SEGMENTS = 4;

    private final Sides sides;
    private final Database readModel;

    ReadModels(Sides sides, Database readModel) {
        this.sides = sides;
        this.readModel = readModel;
    }

    List<Rebuilt> rebuild(String operator, String reason, RestoreProgress progress) throws SQLException {
        List<Rebuilt> rebuilt = new ArrayList<>();
        for (String projection : projections()) {
            // Nodes go on from where the generation stands: the segments, which nobody owns, are moved with the swap.
            sides.get(TokenStore.class).initializeTokenSegments(projection, SEGMENTS, null);
            RebuildOrder order =
                    new RebuildOrder(projection, Purpose.REBUILD, null, true, false, Duration.ZERO, operator, reason);
            RebuildReport report = sides.get(Rebuilds.class)
                    .run(order, now -> progress.at(now.done(), now.total(), projection + "-events"));
            rebuilt.add(new Rebuilt(projection, report.generation(), report.events(), report.parked()));
        }
        return rebuilt;
    }

    private List<String> projections() throws SQLException {
        try (Connection connection = readModel.read()) {
            return new ProjectionQuery(connection)
                    .all().stream().map(Projection::name).toList();
        }
    }
}
