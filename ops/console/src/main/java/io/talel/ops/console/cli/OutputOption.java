package io.talel.ops.console.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Output of a command: a table for people or JSON for programs. */
public final class OutputOption {

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

    /** Format requested, also for a command that failed before it ran. */
    public static boolean isJson(CommandSpec command) {
        OptionSpec option = command.findOption("-o");
        return option != null && option.getValue() == Format.json;
    }
}
