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
        name = "resume",
        description = "Lets the nodes go on with a paused projection, from where it stopped.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

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
                "projections resume " + projection,
                "The nodes go on with %s from where it stopped.".formatted(projection),
                () -> check(console),
                () -> resume(console));
    }

    private void check(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            new Refusals(readModel).ofResuming(projection);
        }
    }

    private Change.Done resume(Console console) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            new ProjectionSwitches(readModel).resume(projection);
        }
        return new Change.Done(projection + " goes on.", Map.of("projection", projection));
    }
}
