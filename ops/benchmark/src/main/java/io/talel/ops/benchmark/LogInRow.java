package io.talel.ops.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Row (g): 64 clients, each a different user, log in as fast as possible, compared with Argon2 alone on every core with the
 * same parameters.
 */
final class LogInRow {

    private static final int CLIENTS = 64;

    private LogInRow() {}

    /** Cost of a log-in for the database, on an idle node. */
    static Cost cost(BenchmarkServers servers) throws IOException, InterruptedException {
        try (BenchmarkedApp talelio = servers.talelio(servers.countingPort());
                Operation logIn = talelio.author("person").loggingIn()) {
            return Cost.of(talelio::spent, logIn);
        }
    }

    static void measure(BenchmarkedApp talelio, Cost cost, Duration round, ResultTable table) throws Exception {
        List<Author> people = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            people.add(talelio.author("person-" + i));
        }
        AtomicInteger next = new AtomicInteger();
        Load logIns = new Load(CLIENTS, talelio::cpu, () -> people.get(next.getAndIncrement() % CLIENTS)
                .loggingIn());
        Load hashes = new Load(Runtime.getRuntime().availableProcessors(), talelio::cpu, Hashing::new);
        AlternatingRounds turns = AlternatingRounds.of(logIns, hashes, round);
        table.add(Row.ofRate("(g) log-ins of 64 clients", turns.ours())
                .costing(cost)
                .against(turns.other(), Aims.LOG_INS));
    }
}
