package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.Engine;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "hold",
        description = "Keeps a backup, and those that it continues, from `backup expire` until it is released.",
        mixinStandardHelpOptions = true)
final class BackupHoldCommand implements Callable<Integer> {

    @Mixin
    private final NamedBackup backup = new NamedBackup();

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        try (Engine engine = Engine.of(console.settings())) {
            Holds holds = new Holds(engine.archive().bucket());
            return change.run(
                    console,
                    output,
                    "backup hold " + backup.name(),
                    "Backup %s and those that it continues stay until they are released.".formatted(backup.name()),
                    () -> requireFree(engine, holds),
                    () -> {
                        requireFree(engine, holds);
                        holds.add(
                                backup.id(),
                                console.operator().name(),
                                console.clock().instant(),
                                change.reason());
                        return new Change.Done(
                                "Backup %s is on hold.".formatted(backup.name()), Map.of("id", backup.name()));
                    });
        }
    }

    private void requireFree(Engine engine, Holds holds) throws IOException {
        backup.requireEvents(engine.archive());
        if (holds.has(backup.id())) {
            throw new Refused("backup %s is on hold already".formatted(backup.name()));
        }
    }
}
