package io.talel.ops.benchmark;

import io.talel.ops.localstack.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code make bench}: runs all rows one after the other on servers of its own and prints the table. */
final class Benchmark {

    private static final Path RESULT = Path.of("target", "benchmark.md");

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path directory = Files.createDirectories(RESULT.resolveSibling("benchmark"));
        Directories.delete(directory);
        List<Row> rows = new ArrayList<>();
        String machine;
        try (Servers servers = Servers.start(directory)) {
            machine = servers.machine();
            say(machine);
            Author author = Author.signUp(servers.port(), "benchmark");
            rows.add(measured(PublishRow.measure(servers, author, options)));
            rows.add(measured(ReadRow.measure(servers, author, options)));
            rows.add(measured(VisibleRow.measure(servers, author, options)));
            LogInRow.measure(servers, author, options).forEach(row -> rows.add(measured(row)));
            SealingRow.measure(servers).forEach(row -> rows.add(measured(row)));
            ReplayRow.measure(servers, options).forEach(row -> rows.add(measured(row)));
            BackupRow.measure(servers).forEach(row -> rows.add(measured(row)));
        }
        write(RESULT, machine + "\n\n" + new Table(rows));
    }

    /** Says what is known already, since the whole takes minutes. */
    private static Row measured(Row row) {
        say(row.what() + ": " + row.figure());
        return row;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        say("\n" + text + "\nWritten to " + file.toAbsolutePath());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
