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
        name = "pause",
        description = "Lets no node work on a projection until it is resumed; readers see older and older rows.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {

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
                "projections pause " + projection,
                "No node works on %s until it is resumed; readers see older and older rows.".formatted(projection),
                () -> check(console),
                () -> pause(console));
    }

    private void check(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            new Refusals(readModel).ofPausing(projection);
        }
    }

    private Change.Done pause(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            new ProjectionSwitches(readModel)
                    .pause(projection, console.operator().name(), change.reason());
        }
        return new Change.Done(projection + " is paused.", Map.of("projection", projection));
    }
}
