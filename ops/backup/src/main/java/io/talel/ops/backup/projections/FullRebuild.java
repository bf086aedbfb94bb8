package io.talel.ops.backup.projections;

import io.talel.ops.backup.application.EmbeddedApplication;
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

/** Makes all read models from the log before any node works on them. */
public record FullRebuild(EmbeddedApplication application, Database readModel) {

    /** @param progress takes the name of a projection and its progress */
    public List<RebuildReport> make(String operator, String reason, BiConsumer<String, RebuildProgress> progress)
            throws SQLException {
        List<RebuildReport> made = new ArrayList<>();
        for (String projection : projections()) {
            // Nodes continue where the generation ends: the swap moves the segment, which has no owner. A node
            // configured for several segments splits it when it starts.
            application.get(TokenStore.class).initializeTokenSegments(projection, 1, null);
            RebuildOrder order =
                    new RebuildOrder(projection, Purpose.REBUILD, null, true, false, Duration.ZERO, operator, reason);
            made.add(application.get(Rebuilds.class).run(order, now -> progress.accept(projection, now)));
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
