package io.talel.ops.console;

import io.talel.ops.console.cli.ExitCode;
import java.util.List;

/** Training run of {@code make build}: the JVM keeps the classes that operators need most often. */
final class Training {

    private static final List<String> COMMANDS = List.of(
            "--help",
            "projections list",
            "dead-letters list",
            "events stats",
            "log",
            "doctor",
            "status",
            "status -o json");

    private Training() {}

    public static void main(String[] arguments) {
        for (String command : COMMANDS) {
            String[] words = command.split(" ");
            int code = Talelio.commandLine(System.getenv(), false, words).execute(words);
            if (code != ExitCode.OK && code != ExitCode.UNHEALTHY) {
                System.exit(code);
            }
        }
        System.exit(ExitCode.OK);
    }
}
