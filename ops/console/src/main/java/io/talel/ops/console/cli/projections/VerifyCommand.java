package io.talel.ops.console.cli.projections;

import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = "Fills a generation from the log, compares it with the live one and removes it; exits with 3 when"
                + " rows differ.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "P", description = "The projection.")
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
        RebuildOrder order = new RebuildOrder(
                projection,
                Purpose.VERIFY,
                null,
                false,
                false,
                RebuildOrder.KEEP,
                console.operator().name(),
                change.reason());
        return new GenerationRun(console, output, change)
                .run(
                        order,
                        "A generation of %s is filled from the log, compared with the live one and removed."
                                .formatted(projection));
    }
}
