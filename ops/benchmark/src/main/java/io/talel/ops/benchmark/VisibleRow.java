package io.talel.ops.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Row (d): how long after its event was committed an article can be read. PostgreSQL keeps the time of every commit: of the
 * transaction that appended the event, and of the one that wrote the row, from which on every reader sees it. There is no
 * polling.
 */
final class VisibleRow {

    private static final int WRITES_A_SECOND = 200;

    private static final String LAG = """
            select (1e6 * extract(epoch from
                     pg_xact_commit_timestamp(a.xmin) - pg_xact_commit_timestamp(e.xmin)))::bigint
            from event_store.domain_event e
            join %s a on e.aggregate_identifier = 'article-' || a.id
            where e.global_index > ?""";

    private VisibleRow() {}

    static void measure(BenchmarkServers servers, BenchmarkedApp talelio, Duration round, ResultTable table)
            throws Exception {
        try (Connection owner = servers.database()) {
            long before = newestEvent(owner);
            Round writes = Workload.WRITE.load(talelio, List.of()).run(round.multipliedBy(2), WRITES_A_SECOND);
            Latencies lag = lag(owner, before);
            if (lag.count() != writes.operations()) {
                throw new IllegalStateException(
                        "of %d articles %d are visible".formatted(writes.operations(), lag.count()));
            }
            Round visible = new Round(writes.operations(), writes.seconds(), writes.cpu(), lag);
            table.add(Row.ofRate("(d) commit to visible at 200 writes/s", visible)
                    .atMost("p99", Aims.VISIBLE_MILLIS, lag.p99()));
        }
    }

    private static Latencies lag(Connection owner, long before) throws SQLException {
        LongStream.Builder nanos = LongStream.builder();
        try (PreparedStatement lag = owner.prepareStatement(LAG.formatted(BenchmarkServers.articles(owner)))) {
            lag.setLong(1, before);
            try (ResultSet result = lag.executeQuery()) {
                while (result.next()) {
                    nanos.add(1_000 * result.getLong(1));
                }
            }
        }
        return new Latencies(List.of(nanos.build().toArray()));
    }

    private static long newestEvent(Connection owner) throws SQLException {
        try (PreparedStatement newest =
                        owner.prepareStatement("select max(global_index) from event_store.domain_event");
                ResultSet result = newest.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
