package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(name = "release", description = "Ends the hold of a backup: the next `backup expire` treats it as any other.")
final class BackupReleaseCommand extends HoldChange {

    BackupReleaseCommand() {
        super("The next `backup expire` treats backup %s as any other.", "Backup %s is released.");
    }

    @Override
    void check(Archive archive, Holds holds, BackupId backup) throws IOException {
        if (!holds.has(backup)) {
            throw new Refused("backup %s is not on hold".formatted(backup));
        }
    }

    @Override
    void perform(Holds holds, BackupId backup, CommandContext context) throws IOException {
        holds.remove(backup);
    }
}
