package io.talel.ops.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Row (c): a node with an empty read database replays the log, rendering included, against COPY of the log out plus COPY
 * of the same rows in. The node's code is cold at the start, as it is for an operator; a long log forgives that, so the
 * second half has a row of its own.
 */
final class ReplayRow {

    private static final long EVENTS_FOR_A_SECOND = 10_000;
    private static final double AIM = 0.4;
    private static final String READ_MODEL = "replayed";

    private ReplayRow() {}

    static List<Row> measure(Servers servers, Options options) throws Exception {
        servers.stopApi();
        try (Connection log = servers.database()) {
            long articles =
                    LogGrowth.growTo(log, EVENTS_FOR_A_SECOND * options.round().toSeconds());
            try (Connection rows = servers.replayInto(READ_MODEL)) {
                List<Progress> replay = Progress.watch(rows, articles, servers::cpu);
                Round raw = copies(servers, log, rows);
                Progress half = replay.stream()
                        .filter(progress -> progress.articles() >= articles / 2)
                        .findFirst()
                        .orElseThrow();
                List<Row> all = new ArrayList<>(List.of(
                        row("(c) replay of articles, from a cold start", replay.getFirst(), replay.getLast(), raw),
                        row("(c) replay of articles, second half", half, replay.getLast(), raw)));
                all.addAll(RebuildRow.measure(servers, READ_MODEL, raw));
                return all;
            }
        }
    }

    private static Row row(String what, Progress from, Progress to, Round raw) {
        return Row.ofRate(what, from.until(to), raw, AIM);
    }

    private static Round copies(Servers servers, Connection log, Connection rows) throws SQLException, IOException {
        Path file = servers.scratch("articles.copy");
        CopyRows.keep(rows, file);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < Options.ROUNDS; round++) {
            Round out = CopyRows.out(log, servers::cpu);
            rounds.add(out.then(CopyRows.in(rows, file, servers::cpu)));
        }
        return Round.median(rounds);
    }
}
