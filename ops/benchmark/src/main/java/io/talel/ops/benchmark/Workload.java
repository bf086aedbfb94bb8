package io.talel.ops.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A workload on articles over HTTP, with 16 connections. */
enum Workload {
    WRITE("(a) POST /v1/articles", Aims.WRITE),
    READ("(b) GET /v1/articles/{slug}", Aims.READ),
    LIST("(b2) GET /v1/users/{username}/articles, ten", Aims.LIST);

    static final String AUTHOR = "reader";

    private static final int CONNECTIONS = 16;

    final String text;
    final Aims aims;

    Workload(String text, Aims aims) {
        this.text = text;
        this.aims = aims;
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
