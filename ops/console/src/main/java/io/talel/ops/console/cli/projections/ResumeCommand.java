package io.talel.ops.console.cli.projections;

import io.talel.ops.console.projections.ProjectionRequests;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resumes a paused projection from where it stopped.")
final class ResumeCommand extends ProjectionChange {

    ResumeCommand() {
        super(
                "The nodes resume %s from where it stopped.",
                "%s is resumed.",
                ProjectionRequests::checkResume,
                (requests, name, _, _) -> requests.resume(name),
                (projection, _, _) -> projection.pause() == null);
    }
}
