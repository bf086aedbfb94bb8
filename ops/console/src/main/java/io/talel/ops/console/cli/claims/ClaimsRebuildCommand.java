package io.talel.ops.console.cli.claims;

import io.talel.kernel.RebuildClaims;
import io.talel.ops.backup.schema.Sides;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.gateway.CommandGateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description = "Makes the tables again from the log, in one transaction; writers of names wait meanwhile.",
        mixinStandardHelpOptions = true)
final class ClaimsRebuildCommand implements Callable<Integer> {

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, SQLException {
        Console console = Console.of(spec);
        return change.run(
                console,
                output,
                "claims rebuild",
                "All claims are deleted and made again from the log; registrations and publications wait meanwhile.",
                Change.Check.NONE,
                () -> {
                    try (Sides sides = Sides.start(console.settings())) {
                        sides.get(CommandGateway.class).sendAndWait(new RebuildClaims());
                    }
                    return new Change.Done("The claims were rebuilt from the log.", Map.of());
                });
    }
}
