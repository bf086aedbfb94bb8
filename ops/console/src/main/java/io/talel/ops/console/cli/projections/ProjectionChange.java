package io.talel.ops.console.cli.projections;

import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.projections.ProjectionSwitches;
import io.talel.ops.console.projections.Refusals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is done to a projection with one statement, by everybody who works on it. */
abstract class ProjectionChange implements Callable<Integer> {

    @Parameters(paramLabel = "P", description = "Its name.")
    private String projection = "";

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    /** What will become of it, in a sentence about {@code %s}. */
    abstract String effect();

    /** What was done, in a sentence about {@code %s}. */
    abstract String done();

    /** @throws io.talel.ops.backup.outcome.Refused if it could not be done at this moment */
    abstract void check(Refusals refusals, String name) throws SQLException;

    /** Whether it is as if it had been done, for the case that nobody was told. */
    abstract boolean isDone(Projection projection, String operator, String reason);

    abstract void perform(ProjectionSwitches switches, String name, String operator, String reason) throws SQLException;

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        return change.run(
                console,
                output,
                "projections %s %s".formatted(spec.name(), projection),
                effect().formatted(projection),
                () -> check(console),
                () -> perform(console),
                () -> look(console));
    }

    private void check(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            check(new Refusals(readModel), projection);
        }
    }

    private Change.Done perform(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            perform(
                    new ProjectionSwitches(readModel),
                    projection,
                    console.operator().name(),
                    change.reason());
        }
        return sentence();
    }

    private Optional<Change.Done> look(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            return new ProjectionQuery(readModel)
                    .find(projection)
                    .filter(found -> isDone(found, console.operator().name(), change.reason()))
                    .map(_ -> sentence());
        }
    }

    private Change.Done sentence() {
        return new Change.Done(done().formatted(projection), Map.of("projection", projection));
    }
}
