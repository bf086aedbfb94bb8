package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.projections.ProjectionRequests;
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

    private final String effect;
    private final String done;
    private final Check check;
    private final Change change;
    private final Made made;

    @FunctionalInterface
    interface Check {
        /** @throws io.talel.ops.backup.outcome.Refused if the change is not possible now */
        void run(ProjectionRequests requests, String name) throws SQLException;
    }

    @FunctionalInterface
    interface Change {
        void make(ProjectionRequests requests, String name, String operator, String reason) throws SQLException;
    }

    /** Whether the change was made, for the case that the database's answer was lost. */
    @FunctionalInterface
    interface Made {
        boolean by(Projection projection, String operator, String reason);
    }

    /**
     * @param effect of the change, a sentence with {@code %s} for the projection
     * @param done what was done, likewise
     */
    ProjectionChange(String effect, String done, Check check, Change change, Made made) {
        this.effect = effect;
        this.done = done;
        this.check = check;
        this.change = change;
        this.made = made;
    }

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        return change(
                context,
                "projections %s %s".formatted(spec.name(), projection),
                effect.formatted(projection),
                () -> check(context),
                () -> perform(context),
                () -> look(context));
    }

    private void check(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().read()) {
            check.run(new ProjectionRequests(readModel), projection);
        }
    }

    private Done perform(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().write()) {
            change.make(
                    new ProjectionRequests(readModel),
                    projection,
                    context.operator().name(),
                    reason());
        }
        return sentence();
    }

    private Optional<Done> look(CommandContext context) throws SQLException {
        try (Connection readModel = context.settings().readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .filter(found -> made.by(found, context.operator().name(), reason()))
                    .map(_ -> sentence());
        }
    }

    private Done sentence() {
        return new Done(done.formatted(projection), Map.of("projection", projection));
    }
}
