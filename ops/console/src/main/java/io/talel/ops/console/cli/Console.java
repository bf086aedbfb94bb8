package io.talel.ops.console.cli;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command has around it.
 *
 * @param settings where the stores are
 * @param terminal whether a person sits at it
 * @param json whether the answer is to be JSON
 */
public record Console(
        Settings settings,
        Operator operator,
        Clock clock,
        boolean terminal,
        boolean json,
        PrintWriter out,
        PrintWriter err) {

    /** The command line's own object: it knows the environment that it was started in. */
    public interface Root {
        Map<String, String> environment();

        boolean terminal();
    }

    /** For the command that runs. */
    public static Console of(CommandSpec command) throws IOException {
        Root root = (Root) command.root().userObject();
        Settings settings = Settings.of(root.environment());
        return new Console(
                settings,
                Operator.of(settings.variables()),
                Clock.systemUTC(),
                root.terminal(),
                Output.isJson(command),
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }

    /** Colours are for terminals, unless the person wants none (NO_COLOR). */
    public Ansi ansi() {
        return terminal && settings.variables().getOrDefault("NO_COLOR", "").isEmpty() ? Ansi.ON : Ansi.OFF;
    }

    public void print(Table table) {
        table.print(out, ansi());
    }

    /** A line for people. */
    public void say(String line) {
        out.println(Words.plain(line));
    }

    /** A line for people about what is wrong. */
    public void complain(String line) {
        err.println(Words.plain("talelio: " + line));
    }

    /** The answer as JSON. */
    public void document(Object document) {
        out.println(Json.line(document));
    }

    /**
     * Says what became of a command that changes something.
     *
     * @param details for JSON, beside outcome and message
     * @return the code
     */
    public int answer(int code, String outcome, String message, Map<String, ?> details) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", outcome);
            document.put("message", message);
            document.putAll(details);
            document(document);
        } else if (code == ExitCode.OK || code == ExitCode.UNHEALTHY) {
            say(message);
        } else {
            err.println((code == ExitCode.REFUSED ? "Refused: " : "talelio: ") + Words.plain(message));
        }
        return code;
    }
}
