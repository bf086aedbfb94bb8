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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "switch",
        description = "Goes back to a kept generation, after filling it with what has come since.",
        mixinStandardHelpOptions = true)
final class SwitchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "P", description = "The projection.")
    private String projection = "";

    @Option(names = "--to", required = true, paramLabel = "G", description = "The number of the kept generation.")
    private int generation;

    @Option(names = "--skip-errors", description = "Park events that cannot be taken, instead of stopping.")
    private boolean skipErrors;

    @Option(
            names = "--accept-differences",
            description = "Swap although the same code made other rows than the live ones.")
    private boolean acceptDifferences;

    @Mixin
    private final Keep keep = new Keep();

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
                Purpose.SWITCH,
                generation,
                skipErrors,
                acceptDifferences,
                keep.keep(),
                console.operator().name(),
                change.reason());
        return new GenerationRun(console, output, change)
                .run(
                        order,
                        "Generation %d of %s becomes the live one again; the one that is live now is kept for %s."
                                .formatted(generation, projection, keep.inWords()));
    }
}
