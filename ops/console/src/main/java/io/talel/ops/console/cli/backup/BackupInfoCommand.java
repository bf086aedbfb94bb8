package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupFacts;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "info", description = "Shows the content of a backup, and the backups needed to restore it.")
final class BackupInfoCommand extends StoreCommand {

    @Parameters(paramLabel = "ID", description = "Name of a backup, or latest.")
    private String backup = BackupChoice.LATEST;

    private record Document(Manifest manifest, long size, List<BackupEntry.Complete> chain) {}

    @Override
    protected int run(CommandContext context) throws IOException {
        try (BackupContext backupContext = BackupContext.of(context.settings())) {
            Archive archive = backupContext.archive();
            BackupChoice chosen = BackupChoice.of(archive, backup);
            if (!chosen.unreadable().isEmpty()) {
                throw chosen.unreadable().getFirst();
            }
            Manifest manifest = archive.load(chosen.kind(), chosen.id());
            List<BackupEntry.Complete> chain = archive.chain(manifest).backups().stream()
                    .map(BackupEntry.Complete::of)
                    .toList();
            return context.show(new Document(manifest, manifest.size(), chain), () -> print(context, manifest, chain));
        }
    }

    private static void print(CommandContext context, Manifest manifest, List<BackupEntry.Complete> chain) {
        BackupFacts.of(manifest).forEach((name, value) -> context.printf("%-12s%s", name, value));
        context.out().println();
        Table tables = new Table("TABLE", "ROWS", "CHUNKS", "BYTES");
        for (DumpedTable table : manifest.tables()) {
            tables.row(table.name(), table.rows(), table.chunks().size(), table.size());
        }
        context.print(tables);
        context.out().println();
        Table backups = new Table("CHAIN", "KIND", "SNAPSHOT", "EVENTS", "POSITION", "BYTES");
        for (BackupEntry.Complete link : chain) {
            backups.row(
                    link.id(), link.kind(), Words.time(link.snapshotAt()), link.events(), link.position(), link.size());
        }
        context.print(backups);
    }
}
