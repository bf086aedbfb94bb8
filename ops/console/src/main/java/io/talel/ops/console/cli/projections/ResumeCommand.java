package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Projection;
import io.talel.ops.console.projections.ProjectionRequests;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resumes a paused projection from where it stopped.")
final class ResumeCommand extends ProjectionChange {

    ResumeCommand() {
        super("The nodes resume %s from where it stopped.", "%s is resumed.");
    }

    @Override
    void check(ProjectionRequests switches, String name) throws SQLException {
        switches.checkResume(name);
    }

    @Override
    boolean isDone(Projection projection, String operator, String reason) {
        return projection.pause() == null;
    }

    @Override
    void perform(ProjectionRequests switches, String name, String operator, String reason) throws SQLException {
        switches.resume(name);
    }
}
