package io.talel.ops.console.cli.projections;

import io.talel.ops.console.projections.ProjectionRequest;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resumes a paused projection from where it stopped.")
final class ResumeCommand extends ProjectionChange {

    ResumeCommand() {
        super(ProjectionRequest.RESUME);
    }
}
