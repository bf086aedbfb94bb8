package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(name = "hold", description = "Keeps a backup, and everything it builds on, until it is released.")
final class BackupHoldCommand extends HoldChange {

    BackupHoldCommand() {
        super("Backup %s and everything it builds on stay until it is released.", "Backup %s is on hold.");
    }

    /** Accepts only complete backups, and no keys: their newest backup is kept anyway. */
    @Override
    void check(Archive archive, Holds holds, BackupId backup) throws IOException {
        if (archive.find(Kind.FULL, backup).isEmpty()) {
            throw new Refused("there is no backup %s, or it was never completed".formatted(backup));
        }
        if (holds.has(backup)) {
            throw new Refused("backup %s is on hold already".formatted(backup));
        }
    }

    @Override
    void perform(Holds holds, BackupId backup, CommandContext context) throws IOException {
        holds.add(backup, context.operator().name(), context.clock().instant(), reason());
    }
}
