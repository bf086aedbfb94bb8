package io.talel.ops.console.cli.projections;

import io.talel.ops.console.projections.ProjectionRequest;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Stops all nodes from working on a projection until it is resumed; its rows get out of date.")
final class PauseCommand extends ProjectionChange {

    PauseCommand() {
        super(ProjectionRequest.PAUSE);
    }
}
