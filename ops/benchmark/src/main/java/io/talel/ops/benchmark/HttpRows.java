package io.talel.ops.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rows (a), (b) and (b2): articles written, read and listed, by us and by the application on Axon's starter in turns. */
final class HttpRows {

    private static final int ARTICLES = 200;
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final double AIM_FIRST = 0.5;
    private static final double AIM_TAIL = 3;
    private static final double MODERATE = 0.7;

    private final Counted ours;
    private final Counted starters;
    private final Map<Workload, Round> first = new EnumMap<>(Workload.class);

    /** The published articles, and the cost of each workload for the database. */
    private record Counted(List<String> slugs, Map<Workload, Cost> costs) {}

    /** Counts on idle nodes, and measures the first seconds after a start. */
    HttpRows(BenchmarkServers servers) throws Exception {
        ours = counted(servers, servers::talelio);
        starters = counted(servers, servers::starter);
        for (Workload way : Workload.values()) {
            try (BenchmarkedApp talelio = servers.launched()) {
                first.put(way, way.load(talelio, ours.slugs).run(FIRST));
            }
        }
    }

    private static Counted counted(BenchmarkServers servers, BenchmarkedApp.Start start)
            throws IOException, InterruptedException {
        Counted counted = new Counted(new ArrayList<>(), new EnumMap<>(Workload.class));
        try (BenchmarkedApp app = start.on(servers.countingPort())) {
            Author author = app.author(Workload.AUTHOR);
            try (RequestLoop publishing = author.publishing()) {
                while (counted.slugs.size() < ARTICLES) {
                    counted.slugs.add(publishing.answer().member("slug"));
                }
            }
            for (Workload way : Workload.values()) {
                try (Operation operation = way.open(app, author, counted.slugs)) {
                    counted.costs.put(way, Cost.of(app::spent, operation));
                }
            }
        }
        return counted;
    }

    void measure(BenchmarkedApp talelio, BenchmarkedApp starter, Duration round, ResultTable table) throws Exception {
        for (Workload way : Workload.values()) {
            Load load = way.load(talelio, ours.slugs);
            AlternatingRounds turns = AlternatingRounds.of(load, way.load(starter, starters.slugs), round);
            Round settled = turns.ours();
            Row row = Row.ofRate(way.text, settled);
            row = way.ratio == 0 ? row.against(turns.other()) : row.against(turns.other(), way.ratio);
            table.add(cost(row, ours, way)
                    .atMost("CPU-ms", way.cpuMillis, settled.serverMillis())
                    .atMost("p99/p50", AIM_TAIL, settled.tail()));
            table.add(cost(Row.ofRate(way.text + ", on Axon's starter", turns.other()), starters, way));
            Round moderate = load.run(round.multipliedBy(2), MODERATE * settled.perSecond());
            table.add(Row.ofRate(way.text + ", at 70 %", moderate)
                    .atMost("p99", way.p99, moderate.latencies().p99()));
            Round started = first.getOrDefault(way, settled);
            table.add(Row.ofRate(way.text + ", first 15 s", started).against(settled, AIM_FIRST));
        }
    }

    private static Row cost(Row row, Counted counted, Workload way) {
        Cost cost = counted.costs.get(way);
        return cost == null ? row : row.costing(cost);
    }
}
