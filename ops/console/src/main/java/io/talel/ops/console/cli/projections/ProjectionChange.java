package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.projections.ProjectionRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A change of a projection by one statement, which nodes and rebuilds then follow. */
abstract class ProjectionChange extends ChangeCommand {

    @Parameters(paramLabel = "P", description = "Its name.")
    private String projection = "";

    private final ProjectionRequest request;

    ProjectionChange(ProjectionRequest request) {
        this.request = request;
    }

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        return change(
                context,
                "projections %s %s".formatted(spec.name(), projection),
                request.effect(projection),
                () -> check(context),
                () -> perform(context),
                () -> look(context));
    }

    private void check(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().read()) {
            request.check(new ProjectionQuery(readModel).known(projection));
        }
    }

    private Done perform(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().write()) {
            return done(request.send(readModel, projection, context.operator().name(), reason()));
        }
    }

    private Optional<Done> look(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .filter(found -> request.isMade(found, context.operator().name(), reason()))
                    .map(_ -> done(request.done(projection)));
        }
    }

    private Done done(String sentence) {
        return new Done(sentence, Map.of("projection", projection));
    }
}
