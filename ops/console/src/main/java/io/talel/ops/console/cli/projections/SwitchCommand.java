package io.talel.ops.console.cli.projections;

import io.talel.ops.console.cli.CommandContext;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "switch", description = "Switches back to a kept generation, after adding the events since.")
final class SwitchCommand extends GenerationCommand {

    @Option(names = "--to", required = true, paramLabel = "G", description = "The number of the kept generation.")
    private int generation;

    @Mixin
    private final SwapOptions filling = new SwapOptions();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        RebuildOrder order = filling.order(
                projection(), Purpose.SWITCH, generation, context.operator().name(), reason());
        return run(
                context,
                order,
                "Generation %d of %s becomes the live one again; the one that is live now is kept for %s."
                        .formatted(generation, projection(), filling.keptFor()));
    }
}
