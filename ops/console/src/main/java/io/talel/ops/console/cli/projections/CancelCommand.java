package io.talel.ops.console.cli.projections;

import io.talel.ops.console.projections.ProjectionRequest;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description = "Ends the rebuild of a projection, whichever machine it runs on; the live generation stays.")
final class CancelCommand extends ProjectionChange {

    CancelCommand() {
        super(ProjectionRequest.CANCEL);
    }
}
