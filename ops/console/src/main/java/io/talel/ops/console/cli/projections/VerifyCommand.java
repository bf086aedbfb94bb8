package io.talel.ops.console.cli.projections;

import io.talel.ops.console.cli.CommandContext;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        description = "Fills a generation from the log, compares it with the live one and removes it; exits with 3 when"
                + " rows differ.")
final class VerifyCommand extends GenerationCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        RebuildOrder order = RebuildOrder.of(
                projection(), Purpose.VERIFY, false, context.operator().name(), reason());
        return run(
                context,
                order,
                "A generation of %s is filled from the log, compared with the live one and removed."
                        .formatted(projection()));
    }
}
