package io.talel.ops.console.cli;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Environment of a command.
 *
 * @param settings addresses of the stores
 * @param terminal whether input comes from a terminal
 * @param json whether to answer in JSON
 */
public record CommandContext(
        Settings settings,
        Operator operator,
        Clock clock,
        boolean terminal,
        boolean json,
        PrintWriter out,
        PrintWriter err) {

    /** Root command; knows the environment of the process. */
    public interface Root {
        Map<String, String> environment();

        boolean terminal();
    }

    public static CommandContext of(CommandSpec command) throws IOException {
        Root root = (Root) command.root().userObject();
        Settings settings = Settings.of(root.environment());
        return new CommandContext(
                settings,
                Operator.of(settings.variables()),
                Clock.systemUTC(),
                root.terminal(),
                OutputOption.isJson(command),
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }

    /** Colours are for terminals, unless NO_COLOR is set. */
    public Ansi ansi() {
        return terminal && settings.variables().getOrDefault("NO_COLOR", "").isEmpty() ? Ansi.ON : Ansi.OFF;
    }

    public void print(Table table) {
        table.print(out, ansi());
    }

    /**
     * Prints what a command has read: a table, or JSON.
     *
     * @return the exit code
     */
    public int show(Object document, Table table) {
        return show(document, () -> print(table));
    }

    /**
     * Prints what a command has read.
     *
     * @param print prints it for people
     * @return the exit code
     */
    public int show(Object document, Runnable print) {
        if (json) {
            document(document);
        } else {
            print.run();
        }
        return ExitCode.OK;
    }

    /** Prints a line for people. */
    public void say(String line) {
        out.println(Words.plain(line));
    }

    /** Prints a line for people; texts among the values cannot control the terminal. */
    public void printf(String format, @Nullable Object... values) {
        out.println(format.formatted(Arrays.stream(values)
                .map(value -> value instanceof String text ? Words.plain(text) : value)
                .toArray()));
    }

    /** Prints a line about an error for people. */
    public void complain(String line) {
        err.println(Words.plain("talelio: " + line));
    }

    public void document(Object document) {
        out.println(Json.line(document));
    }

    /**
     * Answer to a command, as JSON.
     *
     * @param details a map or a record, whose fields stand beside outcome and message
     */
    public static ObjectNode document(String outcome, String message, Object details) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("outcome", outcome).put("message", message);
        return document.setAll((ObjectNode) JsonMapper.shared().valueToTree(details));
    }

    /** @return the exit code */
    public int answer(Outcome outcome, String message, Object details) {
        return answer(ExitCode.of(outcome), outcome.toString(), message, details);
    }

    /**
     * Prints the outcome of a change.
     *
     * @param details for JSON, beside outcome and message
     * @return the exit code
     */
    public int answer(int code, String outcome, String message, Object details) {
        if (json) {
            document(document(outcome, message, details));
        } else if (code == ExitCode.OK || code == ExitCode.UNHEALTHY) {
            say(message);
        } else {
            err.println((code == ExitCode.REFUSED ? "Refused: " : "talelio: ") + Words.plain(message));
        }
        return code;
    }
}
