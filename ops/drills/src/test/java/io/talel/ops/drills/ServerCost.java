package io.talel.ops.drills;

import io.talel.ops.localstack.StatementCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Work of PostgreSQL in one database, by statement: calls, rows and pages, which are the same on a busy machine.
 *
 * @param seconds how long it was counted
 * @param millis processor time of the sessions that were there all the time
 */
record ServerCost(Map<String, Count> statements, double seconds, double millis) {

    /** Statements of all generations count as the same. */
    private static final Pattern GENERATION = Pattern.compile("_g[0-9]+\\.");

    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final double NANOS_OF_A_SECOND = 1e9;

    /** @param pages of 8 KiB, in memory or not */
    record Count(double calls, double rows, double pages) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count more) {
            return new Count(calls + more.calls, rows + more.rows, pages + more.pages);
        }

        Count times(double factor) {
            return new Count(factor * calls, factor * rows, factor * pages);
        }

        double pagesOfCall() {
            return pages / calls;
        }
    }

    /** Something that is done while PostgreSQL counts. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static ServerCost of(Connection superuser, String database, Work work) throws Exception {
        StatementCount.reset(superuser, database);
        Map<Long, Long> before = processorTimes(superuser, database);
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / NANOS_OF_A_SECOND;
        Map<Long, Long> after = processorTimes(superuser, database);
        after.keySet().retainAll(before.keySet());
        long nanos = after.entrySet().stream()
                .mapToLong(session -> session.getValue() - before.get(session.getKey()))
                .sum();
        return new ServerCost(statements(superuser, database), seconds, nanos / NANOS_OF_A_MILLI);
    }

    /** The same if it had taken another time, with what an idle node does in it. */
    ServerCost lasting(double others, ServerCost idle) {
        Map<String, Count> expected = new HashMap<>(statements);
        double factor = (others - seconds) / idle.seconds;
        idle.statements.forEach((query, count) -> expected.merge(query, count.times(factor), Count::plus));
        expected.values().removeIf(count -> count.calls <= 0);
        return new ServerCost(expected, others, millis);
    }

    /** The same without the statements that another one has. */
    ServerCost without(ServerCost other) {
        Map<String, Count> left = new HashMap<>(statements);
        left.keySet().removeAll(other.statements.keySet());
        return new ServerCost(left, seconds, millis);
    }

    Count total() {
        return statements.values().stream().reduce(Count.NONE, Count::plus);
    }

    ServerCost plus(ServerCost more) {
        Map<String, Count> sum = new HashMap<>(statements);
        more.statements.forEach((query, count) -> sum.merge(query, count, Count::plus));
        return new ServerCost(sum, seconds + more.seconds, millis + more.millis);
    }

    private static Map<String, Count> statements(Connection superuser, String database) throws SQLException {
        Map<String, Count> statements = new HashMap<>();
        for (StatementCount each : StatementCount.of(superuser, database)) {
            statements.merge(
                    GENERATION.matcher(each.query()).replaceAll("_g1."),
                    new Count(each.calls(), each.rows(), each.pages()),
                    Count::plus);
        }
        return statements;
    }

    private static Map<Long, Long> processorTimes(Connection superuser, String database) throws SQLException {
        Map<Long, Long> times = new HashMap<>();
        try (PreparedStatement select =
                superuser.prepareStatement("SELECT pid FROM pg_stat_activity WHERE datname = ?")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    times.put(row.getLong(1), processorTime(row.getLong(1)));
                }
            }
        }
        return times;
    }

    private static long processorTime(long pid) {
        try {
            String times = Files.readString(Path.of("/proc", Long.toString(pid), "schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException ended) {
            return 0;
        }
    }
}
