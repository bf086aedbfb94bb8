package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Pause;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.console.projections.ProjectionRequests;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Stops all nodes from working on a projection until it is resumed; its rows get out of date.")
final class PauseCommand extends ProjectionChange {

    PauseCommand() {
        super(
                "No node works on %s until it is resumed; its rows get out of date.",
                "%s is paused.", ProjectionRequests::checkPause, ProjectionRequests::pause, PauseCommand::isDone);
    }

    private static boolean isDone(Projection projection, String operator, String reason) {
        Pause pause = projection.pause();
        return pause != null
                && pause.operator().equals(operator)
                && pause.reason().equals(reason);
    }
}
