package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.DurationConverter;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.backup.BackupWebhook.RunOutcome;
import io.talel.ops.console.cli.schema.ChecksSchemas;
import io.talel.ops.console.cli.schema.SchemaPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Base of commands that a schedule runs: waits for its turn, stops on Ctrl-C, and reports the outcome to the run log
 * and the webhook, even if the task could not start.
 */
abstract class ScheduledCommand extends StoreCommand implements ChecksSchemas {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for another run with backups: 30s, 10m, 6h (default: do not wait).")
    private Duration patience = Duration.ZERO;

    @Override
    protected final int run(CommandContext context) throws IOException {
        BackupWebhook webhook = BackupWebhook.of(context);
        Consumer<RunOutcome> ended = outcome -> {
            if (task() != null) {
                webhook.post("backup " + spec.name(), outcome);
            }
        };
        try (Interruption interruption = Interruption.ofThisThread()) {
            RunOutcome outcome;
            try {
                check(context, webhook);
                return perform(context, interruption, ended);
            } catch (ParameterException e) {
                throw e;
            } catch (SQLException | IOException | RuntimeException e) {
                outcome = RunOutcome.of(e);
            }
            // Before the interruption is closed: after that the process may end at any time.
            int code = context.answer(outcome.outcome(), outcome.message(), Map.of());
            ended.accept(outcome);
            return code;
        }
    }

    private void check(CommandContext context, BackupWebhook webhook) throws SQLException, IOException {
        try {
            webhook.requireAddress();
            SchemaPolicy.of("backup " + spec.name()).check(context.settings()).forEach(context::complain);
        } catch (SQLException | IOException | RuntimeException e) {
            Task task = task();
            if (task != null) {
                Runs.failed(context.settings().eventStore(), task, context.operator(), e);
            }
            throw e;
        }
    }

    final Request request(CommandContext context, Progress watcher) {
        return new Request(context.operator(), patience, watcher);
    }

    /** Task that the run is recorded as; null for a dry run, which is not recorded. */
    abstract @Nullable Task task();

    /**
     * Runs the task and prints the answer.
     *
     * @param ended takes the outcome of each run that does not throw
     * @return the exit code
     */
    abstract int perform(CommandContext context, Interruption interruption, Consumer<RunOutcome> ended)
            throws SQLException, IOException;
}
