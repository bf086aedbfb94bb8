package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.projections.ProjectionSwitches;
import io.talel.ops.console.projections.Refusals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** What is done to a projection with one statement, by everybody who works on it. */
abstract class ProjectionChange extends ChangeCommand {

    @Parameters(paramLabel = "P", description = "Its name.")
    private String projection = "";

    private final String effect;
    private final String done;

    /**
     * @param effect what will become of it, in a sentence about {@code %s}
     * @param done what was done, in a sentence about {@code %s}
     */
    ProjectionChange(String effect, String done) {
        this.effect = effect;
        this.done = done;
    }

    /** @throws io.talel.ops.backup.outcome.Refused if it could not be done at this moment */
    abstract void check(Refusals refusals, String name) throws SQLException;

    /** Whether it is as if it had been done, for the case that nobody was told. */
    abstract boolean isDone(Projection projection, String operator, String reason);

    abstract void perform(ProjectionSwitches switches, String name, String operator, String reason) throws SQLException;

    @Override
    protected int run(Console console) throws SQLException, IOException {
        return change(
                console,
                "projections %s %s".formatted(spec.name(), projection),
                effect.formatted(projection),
                () -> check(console),
                () -> perform(console),
                () -> look(console));
    }

    private void check(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            check(new Refusals(readModel), projection);
        }
    }

    private Done perform(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            perform(
                    new ProjectionSwitches(readModel),
                    projection,
                    console.operator().name(),
                    reason());
        }
        return sentence();
    }

    private Optional<Done> look(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .filter(found -> isDone(found, console.operator().name(), reason()))
                    .map(_ -> sentence());
        }
    }

    private Done sentence() {
        return new Done(done.formatted(projection), Map.of("projection", projection));
    }
}
