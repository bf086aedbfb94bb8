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
        name = "hold",
        description = "Keeps a backup, and those that it continues, from `backup expire` until it is released.",
        mixinStandardHelpOptions = true)
final class BackupHoldCommand extends ChangeCommand {

    @Mixin
    private final NamedBackup backup = new NamedBackup();

    @Override
    protected int run(Console console) throws SQLException, IOException {
        try (Engine engine = Engine.of(console.settings())) {
            Holds holds = new Holds(engine.archive().bucket());
            return change(
                    console,
                    "backup hold " + backup.name(),
                    "Backup %s and those that it continues stay until they are released.".formatted(backup.name()),
                    () -> requireFree(engine, holds),
                    () -> {
                        requireFree(engine, holds);
                        holds.add(
                                backup.id(),
                                console.operator().name(),
                                console.clock().instant(),
                                reason());
                        return new Done("Backup %s is on hold.".formatted(backup.name()), Map.of("id", backup.name()));
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
