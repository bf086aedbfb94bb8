package io.talel.ops.console.cli.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code ops/deploy/backup} as installed. */
public final class Schedules {

    public static final Path DIRECTORY = Path.of("..", "deploy", "backup");

    /** Directory of the software in these files. */
    static final String INSTALLED = "/opt/talelio";

    /** Five fields of time, the user, the command. */
    private static final Pattern CRON_JOB = Pattern.compile("((?:\\S+ ){5})talelio (.+)");

    private Schedules() {}

    static List<Path> units() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().matches(".*[.](service|timer)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> cronCommands() {
        return lines(DIRECTORY.resolve("talelio-backup.cron"))
                .map(CRON_JOB::matcher)
                .filter(Matcher::matches)
                .map(job -> job.group(2))
                .toList();
    }

    /** Commands that the units start. */
    static List<String> unitCommands() {
        return units().stream()
                .flatMap(Schedules::lines)
                .filter(line -> line.startsWith("ExecStart="))
                .map(line -> line.substring("ExecStart=".length()))
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
