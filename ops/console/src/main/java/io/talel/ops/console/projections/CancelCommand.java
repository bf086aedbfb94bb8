package io.talel.ops.console.projections;

import io.talel.ops.console.command.Change;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "cancel",
        description = "Ends the rebuild of a projection, whichever machine it runs on; the live generation stays.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

    @Parameters(paramLabel = "P", description = "Its name.")
    private String projection = "";

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        return change.run(
                console,
                output,
                "projections cancel " + projection,
                "The rebuild of %s ends, and what it has filled is removed; the live generation stays."
                        .formatted(projection),
                () -> check(console),
                () -> cancel(console));
    }

    private void check(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            new Refusals(readModel).ofCancelling(projection);
        }
    }

    private Change.Done cancel(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            new ProjectionSwitches(readModel).cancel(projection);
        }
        return new Change.Done(
                "The rebuild of %s was asked to end.".formatted(projection), Map.of("projection", projection));
    }
}
