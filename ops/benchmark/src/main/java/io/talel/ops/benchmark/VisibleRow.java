package io.talel.ops.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Row (d): how long after its event was committed an article can be read. PostgreSQL keeps the time of every commit:
 * that of the transaction that wrote the event, and that of the one that wrote the row, from which on every reader sees
 * it. Nobody has to watch, so watching costs nothing.
 */
final class VisibleRow {

    private static final int CONNECTIONS = 16;
    private static final int WRITES_A_SECOND = 200;
    private static final double AIM_MILLIS = 50;

    private static final String LAG = """
            select percentile_cont(0.5) within group (order by millis),
                   percentile_cont(0.99) within group (order by millis),
                   count(*)
            from (
              select 1000 * extract(epoch from
                       pg_xact_commit_timestamp(a.xmin) - pg_xact_commit_timestamp(e.xmin)) as millis
              from event_store.domain_event e
              join article_g1.article a on e.aggregate_identifier = 'article-' || a.id
              where e.global_index > ?) lag""";

    private VisibleRow() {}

    static Row measure(Servers servers, Author author, Options options) throws Exception {
        Load load = new Load(CONNECTIONS, servers::cpu);
        try (Connection owner = servers.database()) {
            long before = newestEvent(owner);
            Paced.Schedule schedule = new Paced.Schedule(WRITES_A_SECOND);
            Round round = load.run(options.round().multipliedBy(2), () -> new Paced(author.publishing(), schedule));
            try (PreparedStatement lag = owner.prepareStatement(LAG)) {
                lag.setLong(1, before);
                try (ResultSet result = lag.executeQuery()) {
                    result.next();
                    return row(round, result.getDouble(1), result.getDouble(2));
                }
            }
        }
    }

    private static Row row(Round round, double median, double p99) {
        return new Row(
                String.format(Locale.ROOT, "(d) commit to visible at %.0f writes/s", round.perSecond()),
                String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", median, p99),
                "",
                "",
                String.format(Locale.ROOT, "p99 ≤ %.0f ms", AIM_MILLIS),
                round);
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
