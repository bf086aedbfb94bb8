package io.talel.ops.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows (a), (b) and (b2): articles written, read and listed, by us and by the application on Axon's starter in turns. */
final class HttpRows {

    private static final int ARTICLES = 200;
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final double MODERATE = 0.7;

    private final Cold ours;
    private final Cold starters;

    /**
     * What is measured of an application before it is warm.
     *
     * @param slugs its published articles
     * @param costs of each workload for the database, on an idle node
     * @param first each workload in the first seconds after a start
     */
    private record Cold(List<String> slugs, Map<Workload, Cost> costs, Map<Workload, Round> first) {}

    /** Counts on idle nodes, then measures the first seconds after a start. */
    HttpRows(BenchmarkServers servers) throws Exception {
        ours = cold(servers, servers::talelio, servers::launched);
        starters = cold(servers, servers::starter, servers::starter);
    }

    private static Cold cold(BenchmarkServers servers, BenchmarkedApp.Start counted, BenchmarkedApp.Start started)
            throws Exception {
        Cold cold = new Cold(new ArrayList<>(), new EnumMap<>(Workload.class), new EnumMap<>(Workload.class));
        try (BenchmarkedApp app = counted.on(servers.countingPort())) {
            Author author = app.author(Workload.AUTHOR);
            try (RequestLoop publishing = author.publishing()) {
                while (cold.slugs.size() < ARTICLES) {
                    cold.slugs.add(publishing.answer().member("slug"));
                }
            }
            for (Workload way : Workload.values()) {
                try (Operation operation = way.open(app, author, cold.slugs)) {
                    cold.costs.put(way, Cost.of(app::spent, operation));
                }
            }
        }
        for (Workload way : Workload.values()) {
            try (BenchmarkedApp app = started.on(servers.databasePort())) {
                cold.first.put(way, way.load(app, cold.slugs).run(FIRST));
            }
        }
        return cold;
    }

    void measure(BenchmarkedApp talelio, BenchmarkedApp starter, Duration round, ResultTable table) throws Exception {
        for (Workload way : Workload.values()) {
            Load load = way.load(talelio, ours.slugs);
            AlternatingRounds turns = AlternatingRounds.of(load, way.load(starter, starters.slugs), round);
            Round settled = turns.ours();
            Row row = Row.ofRate(way.text, settled);
            row = way.aims.ratio() == 0 ? row.against(turns.other()) : row.against(turns.other(), way.aims.ratio());
            table.add(cost(row, ours, way)
                    .atMost("CPU-ms", way.aims.cpuMillis(), settled.serverMillis())
                    .atMost("p99/p50", Aims.TAIL, settled.tail()));
            table.add(cost(Row.ofRate(way.text + ", on Axon's starter", turns.other()), starters, way));
            Round moderate = load.run(round.multipliedBy(2), MODERATE * settled.perSecond());
            table.add(Row.ofRate(way.text + ", at 70 %", moderate)
                    .atMost("p99", way.aims.p99(), moderate.latencies().p99()));
            table.add(Row.ofRate(way.text + ", first 15 s", first(ours, way)).against(settled, Aims.FIRST_SECONDS));
            table.add(Row.ofRate(way.text + ", on Axon's starter, first 15 s", first(starters, way))
                    .against(turns.other()));
        }
    }

    private static Row cost(Row row, Cold cold, Workload way) {
        return row.costing(Objects.requireNonNull(cold.costs.get(way)));
    }

    private static Round first(Cold cold, Workload way) {
        return Objects.requireNonNull(cold.first.get(way));
    }
}
