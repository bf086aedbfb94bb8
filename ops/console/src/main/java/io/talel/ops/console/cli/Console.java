package io.talel.ops.console.cli;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command has around it.
 *
 * @param settings where the stores are
 * @param terminal whether a person sits at it
 */
public record Console(
        Settings settings, Operator operator, Clock clock, boolean terminal, PrintWriter out, PrintWriter err) {

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
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }

    /** Colours are for terminals, unless the person wants none (NO_COLOR). */
    public Ansi ansi() {
        return terminal && settings.variables().getOrDefault("NO_COLOR", "").isEmpty() ? Ansi.ON : Ansi.OFF;
    }
}
