package io.talel.ops.benchmark;

import io.talel.ops.benchmark.OperatorProcess.Rebuilt;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Row (e): an operator rebuilds the articles beside the API that serves them and goes on writing, from a process that starts
 * cold: filled, indexed, compared row by row and swapped. The limit is that of the replay. Every article that is published
 * meanwhile is read five times at once; one that is not there ends the benchmark.
 */
final class RebuildRow {

    private static final int WRITES_A_SECOND = 20;
    private static final int READS_OF_EACH = 5;
    private static final double AIM = 0.5;
    private static final long AIM_MILLIS = 100;

    private RebuildRow() {}

    static List<Row> measure(Servers servers, String readModel, Round raw) throws Exception {
        servers.awaitApi();
        try (Author.Publishing author =
                        Author.signUp(servers.port(), "rebuilder").publishing();
                HttpConnection reader = new HttpConnection(servers.port())) {
            OperatorProcess operator = servers.rebuild(readModel);
            CpuTime before = servers.cpu(operator);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> load(author, reader, operator));
            Rebuilt rebuilt = operator.await();
            CpuTime cpu = servers.cpu(operator).since(before);
            load.join();
            return rows(rebuilt, new Round(rebuilt.events(), rebuilt.took().toMillis() / 1e3, cpu), raw);
        }
    }

    private static List<Row> rows(Rebuilt rebuilt, Round round, Round raw) {
        String beside = "%d writes/s and %d reads/s".formatted(WRITES_A_SECOND, WRITES_A_SECOND * READS_OF_EACH);
        return List.of(
                Row.ofRate("(e) rebuild of articles, beside " + beside, round, raw, AIM),
                new Row(
                        "(e) writes held up by its swap",
                        rebuilt.frozen().toMillis() + " ms",
                        "",
                        "",
                        String.format(Locale.ROOT, "< %d ms", AIM_MILLIS),
                        round));
    }

    private static void load(Author.Publishing author, HttpConnection reader, OperatorProcess operator) {
        Paced.Schedule schedule = new Paced.Schedule(WRITES_A_SECOND);
        try {
            while (operator.handle().isAlive()) {
                schedule.awaitNext();
                byte[] request = Requests.get("/v1/articles/" + author.publish());
                for (int read = 0; read < READS_OF_EACH; read++) {
                    reader.exchange(request).expect(200);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a request failed beside the rebuild", e);
        }
    }
}
