package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Pause;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.console.projections.ProjectionRequests;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Stops all nodes from working on a projection until it is resumed; its rows get out of date.")
final class PauseCommand extends ProjectionChange {

    PauseCommand() {
        super("No node works on %s until it is resumed; its rows get out of date.", "%s is paused.");
    }

    @Override
    void check(ProjectionRequests switches, String name) throws SQLException {
        switches.checkPause(name);
    }

    @Override
    boolean isDone(Projection projection, String operator, String reason) {
        Pause pause = projection.pause();
        return pause != null
                && pause.operator().equals(operator)
                && pause.reason().equals(reason);
    }

    @Override
    void perform(ProjectionRequests switches, String name, String operator, String reason) throws SQLException {
        switches.pause(name, operator, reason);
    }
}
