package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.dump.Backups;
import io.talel.ops.backup.dump.Backups.Made;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.DurationConverter;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.cli.backup.BackupWebhook.RunOutcome;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "run",
        description =
                "Makes an incremental backup, or a full one if there is none to continue. Ctrl-C cancels it and removes"
                        + " what was written.")
final class BackupRunCommand extends ScheduledCommand {

    @Option(names = "--full", description = "Make a full backup even if an incremental one is possible.")
    private boolean full;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Make a backup at this interval until Ctrl-C: 30s, 5m, 1h. Reports failed and refused runs; the"
                            + " schedule goes on. With --full only the first one is full. Not with -o json.")
    private @Nullable Duration every;

    @Option(names = "--allow-plaintext", description = "Without BACKUP_KEY_FILE, write the backup unencrypted.")
    private boolean allowPlaintext;

    @Option(names = "--copy-images", description = "Copy new objects of the image bucket, too.")
    private boolean copyImages;

    @Override
    Task task() {
        return order().task();
    }

    private BackupOrder order() {
        return new BackupOrder(full, allowPlaintext, copyImages);
    }

    @Override
    int perform(CommandContext context, Interruption interruption, Consumer<RunOutcome> ended) throws IOException {
        if (every != null && context.json()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--every and -o json exclude each other: every backup has an answer, and JSON is one document");
        }
        BackupOrder order = order();
        try (BackupContext backupContext = BackupContext.of(context.settings(), order.task(), context.operator())) {
            Backups backups = backupContext.backups();
            Turn turn = next -> make(backups, next, context, interruption, ended);
            if (every == null) {
                return turn.make(order);
            }
            backups.check(order);
            return keepMaking(turn, order, every, interruption);
        }
    }

    @FunctionalInterface
    private interface Turn {
        int make(BackupOrder order);
    }

    /** Repeats until cancelled, whatever the clock says. Skips turns that came up during the previous backup. */
    private static int keepMaking(Turn turn, BackupOrder first, Duration pause, Interruption interruption) {
        BackupOrder order = first;
        long start = System.nanoTime();
        while (true) {
            int code = turn.make(order);
            if (code == ExitCode.OK) {
                order = new BackupOrder(false, first.allowPlaintext(), first.copyImages());
            }
            long late = (System.nanoTime() - start) % pause.toNanos();
            if (interruption.asked() || !isWaited(pause.minusNanos(late))) {
                return code;
            }
        }
    }

    /** @return false if cancelled */
    private static boolean isWaited(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private int make(
            Backups backups,
            BackupOrder order,
            CommandContext context,
            Interruption interruption,
            Consumer<RunOutcome> ended) {
        RunOutcome outcome;
        Map<String, ?> details = Map.of();
        try {
            Made made;
            try (ProgressDisplay watched = new ProgressDisplay(context, interruption::asked)) {
                made = backups.run(order, request(context, watched));
            }
            made.problems().forEach(problem -> context.err().println("talelio: " + Words.plain(problem)));
            details = details(made);
            outcome = new RunOutcome(Outcome.DONE, made.sentence());
        } catch (SQLException | IOException | RuntimeException e) {
            outcome = RunOutcome.of(e);
        }
        int code = context.answer(outcome.outcome(), outcome.message(), details);
        ended.accept(outcome);
        return code;
    }

    private static Map<String, @Nullable Object> details(Made made) {
        Manifest manifest = made.manifest();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("id", manifest.id());
        details.put("kind", manifest.kind());
        details.put(
                "parent", manifest.parent() == null ? null : manifest.parent().id());
        details.put("events", manifest.eventRange().events());
        details.put("total", manifest.eventRange().total());
        details.put("position", manifest.eventRange().to());
        details.put("size", made.size());
        details.put("keys", made.keys().id());
        details.put("durationSeconds", made.seconds());
        details.put("remarks", made.remarks());
        details.put("problems", made.problems());
        return details;
    }
}
