package io.talel.ops.console.cli;

import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.ConnectionLoss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Base of commands that change something: asks for confirmation, logs the command before the change, and logs its
 * outcome after it.
 */
public abstract class ChangeCommand extends StoreCommand {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            converter = ReasonConverter.class,
            description = "Why, for the operator log.")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask for confirmation; required without a terminal.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Print what would change, and change nothing.")
    private boolean dryRun;

    private volatile boolean endWanted;

    /** Checks whether the change is possible now. */
    @FunctionalInterface
    public interface Precondition {
        Precondition NONE = () -> {};

        /** @throws Refused if it is not */
        void run() throws SQLException, IOException;
    }

    @FunctionalInterface
    public interface Action {
        /**
         * @throws Refused if nothing was changed
         * @throws Stopped if the change was started and then stopped
         */
        Done run() throws SQLException, IOException;
    }

    /** Checks after a failure whether the change was made: the answer of a database may be lost after its commit. */
    @FunctionalInterface
    public interface Aftermath {
        /**
         * @return what was changed; empty if nothing was
         * @throws SQLException if that is unknown
         */
        Optional<Done> look() throws SQLException;
    }

    /**
     * A change that was made.
     *
     * @param sentence for people and for the operator log
     * @param details for JSON, a map or a record whose fields stand beside the outcome
     */
    public record Done(String sentence, Object details) {

        /** Adds a remark for the operator. */
        public Done with(String remark) {
            return new Done(sentence + " " + remark, details);
        }
    }

    protected final String reason() {
        return reason;
    }

    /** For commands that report what they would do in their own way. */
    protected final boolean isDryRun() {
        return dryRun;
    }

    /** Asks the running change to stop; called again until it has. */
    protected void interrupt(CommandContext context) {
        endWanted = true;
    }

    /** Whether the running change is to stop. */
    protected final boolean endWanted() {
        return endWanted;
    }

    /**
     * @param command as typed, without the options of this class
     * @param effect of the change, in a sentence
     * @param check what a dry run checks
     */
    protected final int change(CommandContext context, String command, String effect, Precondition check, Action action)
            throws SQLException, IOException {
        return change(context, command, effect, check, action, null);
    }

    /** @param aftermath checks after a failure; null if nothing can be checked */
    protected final int change(
            CommandContext context,
            String command,
            String effect,
            Precondition check,
            Action action,
            @Nullable Aftermath aftermath)
            throws SQLException, IOException {
        if (dryRun) {
            return look(context, effect, check);
        }
        if (reason.isBlank()) {
            return context.answer(Outcome.REFUSED, "The reason is empty.", Map.of());
        }
        if (!yes && !isWanted(context, effect)) {
            String how =
                    context.terminal() ? "Not confirmed." : "Add --yes: there is no terminal to ask for confirmation.";
            return context.answer(Outcome.REFUSED, how, Map.of());
        }
        long entry = begin(context, command);
        try (Interruption _ = Interruption.calling(() -> interrupt(context))) {
            return perform(context, entry, action, aftermath);
        }
    }

    private static int look(CommandContext context, String effect, Precondition check)
            throws SQLException, IOException {
        try {
            check.run();
            return context.answer(ExitCode.OK, "dry run", "Nothing was changed. " + effect, Map.of());
        } catch (Refused e) {
            return context.answer(Outcome.REFUSED, message(e), Map.of());
        }
    }

    private static int perform(CommandContext context, long entry, Action action, @Nullable Aftermath aftermath)
            throws SQLException, IOException {
        Done done;
        try {
            done = action.run();
        } catch (Refused e) {
            complete(context, entry, Outcome.REFUSED, message(e));
            return context.answer(Outcome.REFUSED, message(e), Map.of());
        } catch (SQLException | IOException | RuntimeException e) {
            Optional<Done> found;
            try {
                found = look(e, aftermath);
            } catch (SQLException unknown) {
                e.addSuppressed(unknown);
                complete(context, entry, null, "It is unknown whether it was done: " + message(e));
                throw e;
            }
            if (found.isEmpty()) {
                complete(context, entry, Outcome.of(e), message(e));
                if (e instanceof Stopped stopped) {
                    return context.answer(stopped.outcome(), message(e), stopped.details());
                }
                throw e;
            }
            done = found.get().with("A later step failed: " + message(e));
        }
        complete(context, entry, Outcome.DONE, done.sentence());
        return context.answer(Outcome.DONE, done.sentence(), done.details());
    }

    /** @throws SQLException if the result is unknown */
    private static Optional<Done> look(Exception error, @Nullable Aftermath aftermath) throws SQLException {
        if (aftermath != null) {
            return aftermath.look();
        }
        if (ConnectionLoss.isBehind(error)) {
            throw new SQLException("the answer was lost");
        }
        return Optional.empty();
    }

    private boolean isWanted(CommandContext context, String effect) throws IOException {
        if (!context.terminal()) {
            return false;
        }
        context.err().print(Words.plain(effect) + " Go on? [y/N] ");
        context.err().flush();
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String answer = keyboard.readLine();
        return answer != null && answer.strip().matches("(?i)y|yes");
    }

    private long begin(CommandContext context, String command) throws SQLException {
        try (Connection eventStore = context.settings().eventStore().write()) {
            return new OperatorLog(eventStore).append(context.operator(), command, reason);
        }
    }

    /**
     * Uses a new connection: the change may have taken hours. Prints the outcome even if logging it fails.
     *
     * @param outcome null if it is unknown: the entry stays without one
     */
    private static void complete(CommandContext context, long entry, @Nullable Outcome outcome, String details) {
        try (Connection eventStore = context.settings().eventStore().write()) {
            OperatorLog log = new OperatorLog(eventStore);
            if (outcome == null) {
                log.note(entry, details);
            } else {
                log.complete(entry, outcome, details);
            }
        } catch (SQLException e) {
            context.complain("the outcome could not be recorded in the operator log: " + message(e));
        }
    }

    private static String message(Throwable error) {
        return Words.cut(String.valueOf(error.getMessage()), 2000);
    }
}
