package io.talel.ops.console.cli.projections;

import io.talel.ops.console.cli.CommandContext;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description =
                "Fills the next generation from the log, compares it with the live one and swaps, while the nodes go"
                        + " on serving. Ctrl-C ends it and leaves the live generation as it is.")
final class RebuildCommand extends GenerationCommand {

    @Mixin
    private final SwapOptions filling = new SwapOptions();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        RebuildOrder order = filling.order(
                projection(), Purpose.REBUILD, null, context.operator().name(), reason());
        return run(
                context,
                order,
                "A new generation of %s is filled from the log and takes the place of the live one, which is kept for %s."
                        .formatted(projection(), filling.keptFor()));
    }
}
