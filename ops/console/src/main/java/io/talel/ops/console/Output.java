package io.talel.ops.console;

import picocli.CommandLine.Option;

/** How a command prints: a table for people or JSON for programs. */
final class Output {

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

    boolean isJson() {
        return format == Format.json;
    }
}
