package io.talel.ops.console.cli;

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

    /** What was asked of a command, also of one that failed before it could say anything. */
    public static boolean isJson(CommandSpec command) {
        OptionSpec option = command.findOption("-o");
        return option != null && option.getValue() == Format.json;
    }
}
