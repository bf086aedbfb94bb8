package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.console.projections.ProjectionRequests;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description = "Ends the rebuild of a projection, whichever machine it runs on; the live generation stays.")
final class CancelCommand extends ProjectionChange {

    CancelCommand() {
        super(
                "The rebuild of %s ends, and its new generation is removed; the live generation stays.",
                "The rebuild of %s was asked to stop.");
    }

    @Override
    void check(ProjectionRequests switches, String name) throws SQLException {
        switches.checkCancel(name);
    }

    @Override
    boolean isDone(Projection projection, String operator, String reason) {
        LastRebuild rebuild = projection.rebuild();
        return rebuild != null && rebuild.cancelRequested();
    }

    @Override
    void perform(ProjectionRequests switches, String name, String operator, String reason) throws SQLException {
        switches.cancel(name);
    }
}
