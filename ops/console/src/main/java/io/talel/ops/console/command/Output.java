package io.talel.ops.console.command;

import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

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

    /** One JSON document in one line, without characters that could steer a terminal. */
    public static String json(Object value) {
        return Words.escaped(JsonMapper.shared().writeValueAsString(value));
    }

    /** As {@link #json}, in several lines for people. */
    public static String prettyJson(Object value) {
        return Words.escaped(
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
