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

    /** One JSON document in one line. */
    public static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
