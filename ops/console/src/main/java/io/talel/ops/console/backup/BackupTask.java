package io.talel.ops.console.backup;

import io.talel.ops.console.backup.Webhook.Outcome;
import io.talel.ops.console.command.Change.Stopped;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Interruption;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Refused;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with backups by a schedule: it waits for its turn, can be ended by Ctrl-C, and tells the webhook how it ended. */
abstract class BackupTask implements Callable<Integer> {

    @Mixin
    protected final Patience patience = new Patience();

    @Mixin
    protected final Output output = new Output();

    @Spec
    protected final CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        Webhook webhook = Webhook.of(console);
        Consumer<Outcome> ended = outcome -> webhook.post("backup " + spec.name(), outcome);
        try (Interruption interruption = Interruption.ofThisThread()) {
            return perform(console, interruption, ended);
        } catch (ParameterException e) {
            throw e;
        } catch (Refused e) {
            ended.accept(new Outcome("refused", ExitCode.REFUSED, String.valueOf(e.getMessage())));
            throw e;
        } catch (Stopped e) {
            ended.accept(new Outcome(e.outcome().toString(), ExitCode.FAILED, String.valueOf(e.getMessage())));
            throw e;
        } catch (SQLException | IOException | RuntimeException e) {
            ended.accept(new Outcome("failed", ExitCode.FAILED, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /**
     * Does it and prints the answer.
     *
     * @param ended hears of each run that does not end by an exception
     * @return the exit code
     */
    abstract int perform(Console console, Interruption interruption, Consumer<Outcome> ended)
            throws SQLException, IOException;
}
