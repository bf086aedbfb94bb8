package io.talel.ops.benchmark;

import io.talel.ops.benchmark.OperatorProcess.Rebuilt;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Row (e): an operator rebuilds the articles beside the API that serves them and goes on writing, from a process that starts
 * cold: filled, indexed, compared row by row and swapped. The limit is that of the replay.
 */
final class RebuildRow {

    private static final int WRITES_A_SECOND = 20;
    private static final double AIM = 0.5;
    private static final long AIM_MILLIS = 100;

    private RebuildRow() {}

    static List<Row> measure(Servers servers, String readModel, Round raw) throws Exception {
        servers.awaitApi();
        try (Paced writes = new Paced(
                Author.signUp(servers.port(), "rebuilder").publishing(), new Paced.Schedule(WRITES_A_SECOND))) {
            OperatorProcess operator = servers.rebuild(readModel);
            CpuTime before = servers.cpu(operator);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(writes, operator));
            Rebuilt rebuilt = operator.await();
            CpuTime cpu = servers.cpu(operator).since(before);
            writing.join();
            Round round = new Round(rebuilt.events(), rebuilt.took().toMillis() / 1e3, cpu);
            return List.of(
                    Row.ofRate(
                            "(e) rebuild of articles, beside %d writes/s".formatted(WRITES_A_SECOND), round, raw, AIM),
                    new Row(
                            "(e) writes held up by its swap",
                            rebuilt.frozen().toMillis() + " ms",
                            "",
                            "",
                            String.format(Locale.ROOT, "< %d ms", AIM_MILLIS),
                            round));
        }
    }

    private static void write(Paced writes, OperatorProcess operator) {
        try {
            while (operator.handle().isAlive()) {
                writes.run();
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("a write failed beside the rebuild", e);
        }
    }
}
