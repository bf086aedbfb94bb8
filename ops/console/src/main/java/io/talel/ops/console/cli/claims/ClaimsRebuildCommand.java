package io.talel.ops.console.cli.claims;

import io.talel.kernel.RebuildClaims;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        description =
                "Rebuilds the tables from the log in one transaction; registrations and publications wait meanwhile.")
final class ClaimsRebuildCommand extends ChangeCommand {

    @Override
    protected int run(CommandContext context) throws IOException, SQLException {
        return change(
                context,
                "claims rebuild",
                "All claims are deleted and rebuilt from the log; registrations and publications wait meanwhile.",
                Precondition.NONE,
                () -> {
                    try (EmbeddedApplication application = EmbeddedApplication.start(context.settings())) {
                        application.get(CommandGateway.class).sendAndWait(new RebuildClaims());
                    }
                    return new Done("The claims were rebuilt from the log.", Map.of());
                });
    }
}
