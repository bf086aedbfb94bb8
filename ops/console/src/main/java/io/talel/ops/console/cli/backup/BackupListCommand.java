package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupCatalogue;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Proofs;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the backups in the bucket, the newest first, unfinished and damaged ones included.")
final class BackupListCommand extends StoreCommand {

    @Override
    protected int run(CommandContext context) throws IOException {
        BackupCatalogue catalogue;
        Set<BackupId> held;
        try (BackupContext backupContext = BackupContext.of(context.settings())) {
            catalogue = BackupCatalogue.of(backupContext.archive());
            held = new Holds(backupContext.archive().bucket()).all();
        }
        Proofs proofs = proofs(context, catalogue);
        return context.show(
                catalogue.entries().stream()
                        .map(entry -> document(entry, proofs, held))
                        .toList(),
                () -> print(context, catalogue.entries(), proofs, held));
    }

    /** Null if the database does not answer. */
    private static @Nullable Proofs proofs(CommandContext context, BackupCatalogue catalogue) {
        try (Connection eventStore = context.settings().eventStore().read()) {
            return Proofs.of(eventStore, catalogue.complete());
        } catch (SQLException e) {
            context.complain("the times of verifications and drills are unknown: " + e.getMessage());
            return null;
        }
    }

    private static void print(
            CommandContext context, List<BackupEntry> entries, @Nullable Proofs proofs, Set<BackupId> held) {
        Table table = new Table(
                "BACKUP",
                "KIND",
                "CONTINUES",
                "SNAPSHOT",
                "EVENTS",
                "POSITION",
                "BYTES",
                "KEY",
                "VERIFIED",
                "DRILLED",
                "HELD");
        Instant now = context.clock().instant();
        for (BackupEntry entry : entries) {
            switch (entry) {
                case BackupEntry.Complete backup -> {
                    Proofs.@Nullable Proof proof = proofs == null ? null : proofs.of(backup.id());
                    boolean keys = backup.kind() == Kind.KEYS;
                    table.row(
                            backup.id(),
                            backup.kind(),
                            backup.parent() == null ? "" : backup.parent(),
                            Words.time(backup.snapshotAt()),
                            keys ? "" : backup.events(),
                            keys ? "" : backup.position(),
                            backup.size(),
                            backup.keyId() == null ? "plaintext" : backup.keyId(),
                            proof == null ? "unknown" : Words.ago(proof.verifiedAt(), now),
                            keys ? "" : proof == null ? "unknown" : Words.ago(proof.drilledAt(), now),
                            held.contains(backup.id()) ? "yes" : "");
                }
                case BackupEntry.Unfinished unfinished ->
                    table.row(unfinished.id(), "unfinished", "", "", "", "", "", "", "", "", "");
                case BackupEntry.Broken broken ->
                    table.alarmingRow(broken.id(), "damaged", "", "", "", "", "", "", "", "", "");
            }
        }
        context.print(table);
        entries.forEach(entry -> {
            if (entry instanceof BackupEntry.Broken broken) {
                context.complain(broken.why());
            }
        });
    }

    private static Map<String, @Nullable Object> document(
            BackupEntry entry, @Nullable Proofs proofs, Set<BackupId> held) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", entry.id());
        switch (entry) {
            case BackupEntry.Complete backup -> {
                Proofs.@Nullable Proof proof = proofs == null ? null : proofs.of(backup.id());
                document.put("state", "complete");
                document.put("kind", backup.kind());
                document.put("parent", backup.parent());
                document.put("lineage", backup.lineage());
                document.put("snapshotAt", backup.snapshotAt());
                document.put("events", backup.events());
                document.put("position", backup.position());
                document.put("size", backup.size());
                document.put("keyId", backup.keyId());
                document.put("verifiedAt", proof == null ? null : proof.verifiedAt());
                document.put("drilledAt", proof == null ? null : proof.drilledAt());
                document.put("held", held.contains(backup.id()));
            }
            case BackupEntry.Unfinished _ -> document.put("state", "unfinished");
            case BackupEntry.Broken broken -> {
                document.put("state", "damaged");
                document.put("problem", broken.why());
            }
        }
        return document;
    }
}
