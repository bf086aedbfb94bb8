package io.talel.ops.console.backup;

import io.talel.ops.console.backup.archive.Holds;
import io.talel.ops.console.command.Change;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Refused;
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
        try (Desk desk = Desk.of(console.settings())) {
            Holds holds = new Holds(desk.archive().bucket());
            return change.run(
                    console,
                    output,
                    "backup hold " + backup.name(),
                    "Backup %s and those that it continues stay until they are released.".formatted(backup.name()),
                    () -> requireFree(desk, holds),
                    () -> {
                        requireFree(desk, holds);
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

    private void requireFree(Desk desk, Holds holds) throws IOException {
        backup.requireEvents(desk.archive());
        if (holds.has(backup.id())) {
            throw new Refused("backup %s is on hold already".formatted(backup.name()));
        }
    }
}
