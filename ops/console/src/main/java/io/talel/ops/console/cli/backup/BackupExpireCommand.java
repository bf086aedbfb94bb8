package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.retention.BackupExpiry;
import io.talel.ops.backup.retention.ExpiryPlan;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.cli.ReasonConverter;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.cli.backup.BackupWebhook.RunOutcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "expire",
        description =
                "Deletes old backups, unfinished backups after a day, and copies of erased persons' images. Keeps the"
                        + " newest backup of each of " + RetentionPolicy.DAYS + " days, "
                        + RetentionPolicy.WEEKS + " weeks and "
                        + RetentionPolicy.MONTHS + " months, "
                        + RetentionPolicy.FULLS + " full ones, those on hold, and everything they build on;"
                        + " BACKUP_KEEP_DAYS, _WEEKS, _MONTHS and _FULL change the numbers."
                        + " Keeps damaged backups.")
final class BackupExpireCommand extends ScheduledCommand {

    @Option(names = "--dry-run", description = "Print what would be deleted, and delete nothing.")
    private boolean dryRun;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            converter = ReasonConverter.class,
            description = "Why, for the operator log.")
    private String reason = "";

    @Override
    @Nullable Task task() {
        return dryRun ? null : Task.EXPIRE;
    }

    @Override
    int perform(CommandContext context, Interruption interruption, Consumer<RunOutcome> ended)
            throws SQLException, IOException {
        ExpiryPlan expiry;
        try (BackupContext backupContext = dryRun
                        ? BackupContext.of(context.settings())
                        : BackupContext.of(context.settings(), Task.EXPIRE, context.operator());
                ProgressDisplay watched = new ProgressDisplay(context, interruption::asked)) {
            BackupExpiry expiring = backupContext.expiry(context.clock());
            expiry = dryRun ? expiring.look() : expiring.run(reason, request(context, watched));
        }
        context.show(document(expiry), () -> print(context, expiry));
        ended.accept(new RunOutcome(Outcome.DONE, sentence(expiry)));
        return ExitCode.OK;
    }

    private Map<String, Object> document(ExpiryPlan expiry) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", dryRun ? "dry run" : "done");
        document.put("message", sentence(expiry));
        document.put(
                "backups",
                expiry.backups().stream().map(BackupEntry.Complete::id).toList());
        document.put(
                "unfinished",
                expiry.leftovers().stream().map(BackupEntry.Unfinished::id).toList());
        document.put("uploads", expiry.uploads().size());
        document.put("copies", expiry.copies());
        document.put("kept", expiry.kept());
        document.put("damaged", expiry.broken());
        return document;
    }

    private String sentence(ExpiryPlan expiry) {
        return dryRun ? expiry.dryRunSentence() : expiry.sentence();
    }

    private void print(CommandContext context, ExpiryPlan expiry) {
        Table table = new Table("BACKUP", "KIND", "SNAPSHOT", "BYTES");
        expiry.backups()
                .forEach(backup ->
                        table.row(backup.id(), backup.kind(), Words.time(backup.snapshotAt()), backup.size()));
        expiry.leftovers().forEach(leftover -> table.row(leftover.id(), "unfinished", "", ""));
        if (!table.isEmpty()) {
            context.print(table);
        }
        context.say(sentence(expiry));
        expiry.broken().forEach(why -> context.complain(why + "; it stays"));
    }
}
