package io.talel.ops.benchmark;

import io.talel.ops.localstack.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code make bench}: runs all rows one after the other on servers of its own and prints the table. */
final class Benchmark {

    private static final Path RESULT = Path.of("target", "benchmark.md");

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Duration round = round(arguments);
        Path directory = Files.createDirectories(RESULT.resolveSibling("benchmark"));
        Directories.delete(directory);
        ResultTable table = new ResultTable();
        String machine;
        try (BenchmarkServers servers = new BenchmarkServers(directory)) {
            machine = servers.machine();
            System.out.println(machine);
            servers.countStatements();
            HttpRows http = new HttpRows(servers);
            Cost logIn = LogInRow.cost(servers);
            try (BenchmarkedApp talelio = servers.talelio(servers.databasePort())) {
                try (BenchmarkedApp starter = servers.starter(servers.databasePort())) {
                    http.measure(talelio, starter, round, table);
                }
                VisibleRow.measure(servers, talelio, round, table);
                LogInRow.measure(talelio, logIn, round, table);
                RebuildRow.measure(servers, talelio, table);
            }
        }
        String text = machine + "\n\n" + table;
        Files.writeString(RESULT, text);
        System.out.println("\n" + text + "\nWritten to " + RESULT.toAbsolutePath());
    }

    /** Length of a measured round; every measurement has three. */
    private static Duration round(String... arguments) {
        if (arguments.length == 0) {
            return Duration.ofSeconds(5);
        }
        if (arguments.length != 2 || !arguments[0].equals("--seconds") || !arguments[1].matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("usage: benchmark [--seconds SECONDS_OF_A_ROUND]");
        }
        return Duration.ofSeconds(Long.parseLong(arguments[1]));
    }
}
