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
        name = "release",
        description = "Ends the hold of a backup: the next `backup expire` treats it as any other.",
        mixinStandardHelpOptions = true)
final class BackupReleaseCommand implements Callable<Integer> {

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
                    "backup release " + backup.name(),
                    "The next `backup expire` treats backup %s as any other.".formatted(backup.name()),
                    () -> requireHeld(holds),
                    () -> {
                        requireHeld(holds);
                        holds.remove(backup.id());
                        return new Change.Done(
                                "Backup %s is released.".formatted(backup.name()), Map.of("id", backup.name()));
                    });
        }
    }

    private void requireHeld(Holds holds) throws IOException {
        if (!holds.has(backup.id())) {
            throw new Refused("backup %s is not on hold".formatted(backup.name()));
        }
    }
}
