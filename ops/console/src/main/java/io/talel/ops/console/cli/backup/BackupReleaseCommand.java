package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.Engine;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.Console;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "release",
        description = "Ends the hold of a backup: the next `backup expire` treats it as any other.",
        mixinStandardHelpOptions = true)
final class BackupReleaseCommand extends ChangeCommand {

    @Mixin
    private final NamedBackup backup = new NamedBackup();

    @Override
    protected int run(Console console) throws SQLException, IOException {
        try (Engine engine = Engine.of(console.settings())) {
            Holds holds = new Holds(engine.archive().bucket());
            return change(
                    console,
                    "backup release " + backup.name(),
                    "The next `backup expire` treats backup %s as any other.".formatted(backup.name()),
                    () -> requireHeld(holds),
                    () -> {
                        requireHeld(holds);
                        holds.remove(backup.id());
                        return new Done("Backup %s is released.".formatted(backup.name()), Map.of("id", backup.name()));
                    });
        }
    }

    private void requireHeld(Holds holds) throws IOException {
        if (!holds.has(backup.id())) {
            throw new Refused("backup %s is not on hold".formatted(backup.name()));
        }
    }
}
