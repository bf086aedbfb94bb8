package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.cli.backup.Webhook.Outcome;
import io.talel.ops.console.cli.schema.ChecksSchemas;
import io.talel.ops.console.cli.schema.SchemaPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What is done with backups by a schedule: it waits for its turn, can be ended by Ctrl-C, and tells the run log and the webhook
 * how it ended, even where it could not begin.
 */
abstract class BackupTask implements Callable<Integer>, ChecksSchemas {

    @Mixin
    protected final Patience patience = new Patience();

    @Mixin
    protected final Output output = new Output();

    @Spec
    protected final CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws IOException {
        Console console = Console.of(spec);
        Webhook webhook = Webhook.of(console);
        Consumer<Outcome> ended = outcome -> {
            if (task() != null) {
                webhook.post("backup " + spec.name(), outcome);
            }
        };
        try (Interruption interruption = Interruption.ofThisThread()) {
            Outcome outcome;
            try {
                check(console, webhook);
                return perform(console, interruption, ended);
            } catch (ParameterException e) {
                throw e;
            } catch (Refused e) {
                outcome = new Outcome("refused", ExitCode.REFUSED, String.valueOf(e.getMessage()));
            } catch (Stopped e) {
                outcome = new Outcome(e.outcome().toString(), ExitCode.FAILED, String.valueOf(e.getMessage()));
            } catch (SQLException | IOException | RuntimeException e) {
                outcome = new Outcome("failed", ExitCode.FAILED, String.valueOf(e.getMessage()));
            }
            // Before the interruption is closed: after that the process may end at any moment.
            output.say(console, outcome.exitCode(), outcome.name(), outcome.message(), Map.of());
            ended.accept(outcome);
            return outcome.exitCode();
        }
    }

    private void check(Console console, Webhook webhook) throws SQLException, IOException {
        try {
            webhook.requireAddress();
            SchemaPolicy.of("backup " + spec.name()).check(console.settings());
        } catch (SQLException | IOException | RuntimeException e) {
            Task task = task();
            if (task != null) {
                Runs.failed(console.settings().eventStore(), task, console.operator(), e);
            }
            throw e;
        }
    }

    /** As what it is recorded; null if it only looks, which nobody is told. */
    abstract @Nullable Task task();

    /**
     * Does it and prints the answer.
     *
     * @param ended hears of each run that does not end by an exception
     * @return the exit code
     */
    abstract int perform(Console console, Interruption interruption, Consumer<Outcome> ended)
            throws SQLException, IOException;
}
