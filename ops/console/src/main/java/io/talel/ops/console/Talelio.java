package io.talel.ops.console;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ops/talelio}: the entry of everything operators do. */
@Command(
        name = "talelio",
        description = "Operates the event log and the read models of talelio.",
        subcommands = {StatusCommand.class, ClaimsCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Finds the stores by the variables of the API (DB_HOST, ...), or those of a running `make serve-api`",
            "through DATA_DIR (default: .data).",
            "Exit codes: 0 ok, 1 failed, 2 usage, 3 unhealthy, 4 refused."
        })
public final class Talelio {

    private final Map<String, String> environment;

    private Talelio(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Talelio(environment)).setExecutionExceptionHandler((error, commandLine, _) -> {
            commandLine.getErr().println("talelio: " + error.getMessage());
            return ExitCode.FAILED;
        });
    }

    /** Where the stores are, for the command that runs. */
    static Settings settings(CommandSpec command) throws IOException {
        return Settings.of(((Talelio) command.root().userObject()).environment);
    }
}
