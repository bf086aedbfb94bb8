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
        try (Engine engine = Engine.of(console.settings())) {
            Holds holds = new Holds(engine.archive().bucket());
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
