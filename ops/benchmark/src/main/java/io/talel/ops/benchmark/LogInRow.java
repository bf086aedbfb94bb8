package io.talel.ops.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Row (g): 64 clients log in as fast as they are let, against the machine doing nothing but Argon2 with the same parameters; and
 * how long others wait for an article meanwhile, which must not be as long as a hash in a queue of 64.
 */
final class LogInRow {

    private static final int CLIENTS = 64;
    private static final int READERS = 4;
    private static final int READS_A_SECOND = 100;
    private static final double AIM = 0.8;

    private LogInRow() {}

    static List<Row> measure(Servers servers, Author author, Options options) throws Exception {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            people.add(Person.signUp(servers.port(), "reader-" + i));
        }
        List<String> paths;
        try (Author.Publishing publishing = author.publishing()) {
            paths = List.of("/v1/articles/" + publishing.publish());
        }
        Supplier<CpuTime> cpu = servers::cpu;
        Load clients = new Load(CLIENTS, cpu);
        Load hashers = new Load(Runtime.getRuntime().availableProcessors(), cpu);
        hashers.warmUp(options.round(), Options.MOST_WARM_UPS / 4, Hashing::new);
        clients.warmUp(options.round(), Options.MOST_WARM_UPS / 4, loggingIn(servers, people));
        List<Round> product = new ArrayList<>();
        List<Round> raw = new ArrayList<>();
        for (int round = 0; round < Options.ROUNDS; round++) {
            product.add(clients.run(options.round(), loggingIn(servers, people)));
            raw.add(hashers.run(options.round(), Hashing::new));
        }
        return List.of(
                Row.ofRate(
                        "(g) log-ins of %d clients".formatted(CLIENTS), Round.median(product), Round.median(raw), AIM),
                reads(servers, paths, people, options.round()));
    }

    private static Row reads(Servers servers, List<String> paths, List<Person> people, Duration time) throws Exception {
        Latencies latencies = new Latencies();
        Future<Round> logIns = CompletableFuture.supplyAsync(() -> {
            try {
                return new Load(CLIENTS, servers::cpu).run(time, loggingIn(servers, people));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Paced.Schedule schedule = new Paced.Schedule(READS_A_SECOND);
        Round reads = new Load(READERS, servers::cpu)
                .run(time, () -> new Paced(latencies.of(new Reading(servers.port(), paths)), schedule));
        logIns.get();
        return new Row(
                "(g) GET /v1/articles/{slug} at %d/s beside them".formatted(READS_A_SECOND),
                String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", latencies.millis(0.5), latencies.millis(0.99)),
                "",
                "",
                "",
                reads);
    }

    /** Each client is another person. */
    private static Callable<Operation> loggingIn(Servers servers, List<Person> people) {
        AtomicInteger next = new AtomicInteger();
        return () -> people.get(next.getAndIncrement() % people.size()).loggingIn(servers.port());
    }
}
