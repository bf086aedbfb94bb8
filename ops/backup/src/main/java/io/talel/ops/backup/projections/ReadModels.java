package io.talel.ops.backup.projections;

import io.talel.ops.backup.schema.Sides;
import io.talel.ops.backup.store.Database;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import io.talel.query.rebuild.RebuildProgress;
import io.talel.query.rebuild.RebuildReport;
import io.talel.query.rebuild.Rebuilds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Makes all read models from the log, before any node has worked on them. */
public record ReadModels(Sides sides, Database readModel) {

    /** @param progress of each projection, by its name */
    public List<RebuildReport> make(String operator, String reason, BiConsumer<String, RebuildProgress> progress)
            throws SQLException {
        List<RebuildReport> made = new ArrayList<>();
        for (String projection : projections()) {
            // Nodes go on from where the generation stands: the segment, which nobody owns, is moved with the swap. A
            // node
            // that is set to several splits it when it starts.
            sides.get(TokenStore.class).initializeTokenSegments(projection, 1, null);
            RebuildOrder order =
                    new RebuildOrder(projection, Purpose.REBUILD, null, true, false, Duration.ZERO, operator, reason);
            made.add(sides.get(Rebuilds.class).run(order, now -> progress.accept(projection, now)));
        }
        return made;
    }

    private List<String> projections() throws SQLException {
        try (Connection connection = readModel.read()) {
            return new ProjectionQuery(connection)
                    .all().stream().map(Projection::name).toList();
        }
    }
}
