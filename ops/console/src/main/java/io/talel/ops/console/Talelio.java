package io.talel.ops.console;

import io.talel.ops.backup.Version;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.OutputOption;
import io.talel.ops.console.cli.backup.BackupCommand;
import io.talel.ops.console.cli.backup.RestoreCommand;
import io.talel.ops.console.cli.claims.ClaimsCommand;
import io.talel.ops.console.cli.doctor.DoctorCommand;
import io.talel.ops.console.cli.doctor.ProbeCommand;
import io.talel.ops.console.cli.events.EventsCommand;
import io.talel.ops.console.cli.imports.ImportCommand;
import io.talel.ops.console.cli.letters.LettersCommand;
import io.talel.ops.console.cli.log.OperatorLogCommand;
import io.talel.ops.console.cli.projections.ProjectionsCommand;
import io.talel.ops.console.cli.schema.ChecksSchemas;
import io.talel.ops.console.cli.schema.MigrateCommand;
import io.talel.ops.console.cli.schema.SchemaPolicy;
import io.talel.ops.console.cli.status.StatusCommand;
import io.talel.ops.console.cli.users.UsersCommand;
import io.talel.ops.console.cli.web.ConsoleCommand;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** {@code ops/talelio}: entry point of all operators' commands. */
@Command(
        name = "talelio",
        description = "Operates the event log and the read models of talelio.",
        footer = {
            "",
            "Finds the stores by the variables of the API (DB_HOST, ...), or those of a running `make serve-api`",
            "through DATA_DIR (default: .data).",
            "Exit codes: 0 ok, 1 failed, 2 usage, 3 unhealthy, 4 refused."
        })
public record Talelio(Map<String, String> environment, boolean terminal) implements CommandContext.Root {

    private static final List<Class<?>> COMMANDS = List.of(
            StatusCommand.class,
            DoctorCommand.class,
            ProbeCommand.class,
            EventsCommand.class,
            LettersCommand.class,
            ClaimsCommand.class,
            UsersCommand.class,
            ImportCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            OperatorLogCommand.class,
            MigrateCommand.class,
            ConsoleCommand.class,
            ProjectionsCommand.class);

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "talelio";
    }

    public static void main(String[] arguments) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        System.exit(commandLine(System.getenv(), terminal, arguments).execute(arguments));
    }

    /** Builds only the command that the arguments name: reading the options of all commands takes half a second. */
    public static CommandLine commandLine(Map<String, String> environment, boolean terminal, String... arguments) {
        CommandLine commandLine = new CommandLine(new Talelio(environment, terminal));
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        for (Class<?> command : named.isEmpty() ? COMMANDS : named) {
            commandLine.addSubcommand(command);
        }
        addHelp(commandLine);
        return commandLine
                .setExecutionStrategy(Talelio::run)
                .setExecutionExceptionHandler((error, failed, _) -> complain(error, failed));
    }

    /** Runs a command if the schemas have versions that it can work with. */
    private static int run(ParseResult parsed) {
        CommandLine command = parsed.asCommandLineList().getLast();
        boolean asksForHelp = parsed.asCommandLineList().stream()
                .anyMatch(each -> each.isUsageHelpRequested() || each.isVersionHelpRequested());
        if (!asksForHelp
                && command.getCommand() instanceof Callable<?>
                && !(command.getCommand() instanceof ChecksSchemas)) {
            CommandSpec spec = command.getCommandSpec();
            try {
                CommandContext context = CommandContext.of(spec);
                SchemaPolicy.of(spec.qualifiedName().replaceFirst("^talelio ", ""))
                        .check(context.settings())
                        .forEach(context::complain);
            } catch (SQLException | IOException | Refused e) {
                throw new CommandLine.ExecutionException(command, "The schemas have the wrong version.", e);
            }
        }
        return new RunLast().execute(parsed);
    }

    /** Adds {@code --help} and {@code --version} to every command. */
    private static void addHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true).version("talelio " + Version.CURRENT);
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        command.getSubcommands().values().forEach(Talelio::addHelp);
    }

    /** Prints the error for people, and also as JSON if the command was given {@code -o json}. */
    private static int complain(Exception error, CommandLine failed) {
        Outcome outcome = Outcome.of(error);
        String message = Words.plain(String.valueOf(error.getMessage()));
        failed.getErr().println((outcome == Outcome.REFUSED ? "Refused: " : "talelio: ") + message);
        if (OutputOption.isJson(failed.getCommandSpec())) {
            failed.getOut().println(Json.line(Map.of("outcome", outcome, "message", message)));
        }
        return ExitCode.of(outcome);
    }
}
