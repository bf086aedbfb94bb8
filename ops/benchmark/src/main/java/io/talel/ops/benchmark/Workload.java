package io.talel.ops.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A workload on articles over HTTP, and its aims with 16 connections. */
enum Workload {
    WRITE("(a) POST /v1/articles", 1.4, 1.4, 25),
    READ("(b) GET /v1/articles/{slug}", 1.2, 0.38, 10),
    LIST("(b2) GET /v1/users/{username}/articles, ten", 0, 0.6, 10);

    static final String AUTHOR = "reader";

    private static final int CONNECTIONS = 16;

    final String text;

    /** Aim for the throughput, relative to the application on Axon's starter; 0 for none. */
    final double ratio;

    /** Aim for processor time. */
    final double cpuMillis;

    /** Aim for the 99th percentile at 70 % of saturation, in milliseconds. */
    final double p99;

    Workload(String text, double ratio, double cpuMillis, double p99) {
        this.text = text;
        this.ratio = ratio;
        this.cpuMillis = cpuMillis;
        this.p99 = p99;
    }

    /** @param slugs articles of the author {@link #AUTHOR}, more than 200 of them */
    Load load(BenchmarkedApp app, List<String> slugs) throws IOException {
        Author writer = app.author("writer");
        return new Load(CONNECTIONS, app::cpu, () -> open(app, writer, slugs));
    }

    Operation open(BenchmarkedApp app, Author author, List<String> slugs) throws IOException {
        return switch (this) {
            case WRITE -> author.publishing();
            case READ ->
                RequestLoop.reading(
                        app.port(),
                        slugs.stream().map(slug -> "/v1/articles/" + slug).toList());
            case LIST ->
                RequestLoop.reading(
                        app.port(),
                        IntStream.rangeClosed(1, slugs.size() / 10)
                                .mapToObj(page -> "/v1/users/" + AUTHOR + "/articles?limit=10&page=" + page)
                                .toList());
        };
    }
}
