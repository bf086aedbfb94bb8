package io.talel.ops.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Row (b): articles read over HTTP, against the same server answering the same bytes from memory. */
final class ReadRow {

    private static final int CONNECTIONS = 16;
    private static final int ARTICLES = 200;
    private static final double AIM = 0.5;

    private ReadRow() {}

    static Row measure(Servers servers, Author author, Options options) throws Exception {
        List<String> slugs = publish(author);
        List<String> stored = slugs.stream().map(slug -> "/v1/articles/" + slug).toList();
        List<String> inMemory =
                slugs.stream().map(slug -> "/v1/benchmark/articles/" + slug).toList();
        keep(servers, slugs);
        Load load = new Load(CONNECTIONS, servers::cpu);
        load.warmUp(options.round(), Options.MOST_WARM_UPS / 4, () -> new Reading(servers.port(), stored));
        load.warmUp(options.round(), Options.MOST_WARM_UPS / 4, () -> new Reading(servers.port(), inMemory));
        List<Round> product = new ArrayList<>();
        List<Round> memory = new ArrayList<>();
        for (int round = 0; round < Options.ROUNDS; round++) {
            product.add(load.run(options.round(), () -> new Reading(servers.port(), stored)));
            memory.add(load.run(options.round(), () -> new Reading(servers.port(), inMemory)));
        }
        return Row.ofRate("(b) GET /v1/articles/{slug}", Round.median(product), Round.median(memory), AIM);
    }

    private static List<String> publish(Author author) throws Exception {
        List<String> slugs = new ArrayList<>();
        try (Author.Publishing publishing = author.publishing()) {
            for (int i = 0; i < ARTICLES; i++) {
                slugs.add(publishing.publish());
            }
            // The last of them has no neighbour after it until another one is published.
            publishing.publish();
        }
        return slugs;
    }

    private static void keep(Servers servers, List<String> slugs) throws Exception {
        try (HttpConnection connection = new HttpConnection(servers.port())) {
            for (String slug : slugs) {
                Path file = servers.answers().resolve(slug);
                connection
                        .exchange(Requests.get("/v1/articles/" + slug))
                        .expect(200)
                        .stored()
                        .write(file);
            }
        }
    }
}
