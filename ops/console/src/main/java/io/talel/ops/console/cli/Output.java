package io.talel.ops.console.cli;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** How a command prints: a table for people or JSON for programs. */
public final class Output {

    enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: table).")
    private Format format = Format.table;

    public boolean isJson() {
        return format == Format.json;
    }

    /** Of a command that failed before it could say anything. */
    public static boolean isJson(CommandSpec command) {
        OptionSpec option = command.findOption("-o");
        return option != null && option.getValue() == Format.json;
    }

    /**
     * Says what became of a command that changes something.
     *
     * @param details for JSON, beside outcome and message
     * @return the code
     */
    public int say(Console console, int code, String outcome, String message, Map<String, ?> details) {
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", outcome);
            document.put("message", message);
            document.putAll(details);
            console.out().println(Json.line(document));
        } else if (code == ExitCode.OK || code == ExitCode.UNHEALTHY) {
            console.out().println(Words.plain(message));
        } else {
            console.err().println((code == ExitCode.REFUSED ? "Refused: " : "talelio: ") + Words.plain(message));
        }
        return code;
    }
}
