package io.talel.ops.benchmark;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Row (a): articles published over HTTP, against the database inserting and committing the same event rows. */
final class PublishRow {

    private static final int CONNECTIONS = 16;
    private static final double AIM = 0.25;

    private PublishRow() {}

    static Row measure(Servers servers, Author author, Options options) throws Exception {
        Load load = new Load(CONNECTIONS, servers::cpu);
        load.warmUp(options.round(), Options.MOST_WARM_UPS, author::publishing);
        try (Connection owner = servers.database()) {
            EventRow.createTable(owner);
            List<EventRow> rows = EventRow.latest(owner);
            List<Round> product = new ArrayList<>();
            List<Round> raw = new ArrayList<>();
            for (int round = 0; round < Options.ROUNDS; round++) {
                product.add(load.run(options.round(), author::publishing));
                raw.add(load.run(options.round(), () -> new Inserting(servers.database(), rows)));
            }
            return Row.ofRate("(a) POST /v1/articles", Round.median(product), Round.median(raw), AIM);
        }
    }
}
