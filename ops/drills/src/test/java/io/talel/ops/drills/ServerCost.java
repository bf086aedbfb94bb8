package io.talel.ops.drills;

import io.talel.ops.localstack.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What PostgreSQL did in one database: it counts the calls of every statement, and the rows and pages that they took. That is the
 * same on a busy machine.
 *
 * @param millis processor time of the sessions that were there all the time
 */
record ServerCost(Map<String, Count> statements, double millis) {

    /** Of a server that loads it. */
    static final String EXTENSION = "pg_stat_statements";

    private static final double NANOS = 1e6;

    /** @param pages of 8 KiB, in memory or not */
    record Count(long calls, long rows, long pages) {

        Count plus(Count more) {
            return new Count(calls + more.calls, rows + more.rows, pages + more.pages);
        }

        double pagesOfCall() {
            return (double) pages / calls;
        }
    }

    /** Does something, and counts. */
    static ServerCost of(Connection superuser, String database, Runnable work) throws SQLException {
        number(
                superuser,
                "SELECT count(pg_stat_statements_reset(0, oid, 0)) FROM pg_database WHERE datname = ?",
                database);
        Map<Long, Long> before = processorTimes(superuser, database);
        work.run();
        Map<Long, Long> after = processorTimes(superuser, database);
        after.keySet().retainAll(before.keySet());
        long nanos = after.entrySet().stream()
                .mapToLong(session -> session.getValue() - before.get(session.getKey()))
                .sum();
        return new ServerCost(statements(superuser, database), nanos / NANOS);
    }

    ServerCost without(Set<String> others) {
        Map<String, Count> rest = new HashMap<>(statements);
        rest.keySet().removeAll(others);
        return new ServerCost(rest, millis);
    }

    Count total() {
        return statements.values().stream().reduce(new Count(0, 0, 0), Count::plus);
    }

    ServerCost plus(ServerCost more) {
        Map<String, Count> sum = new HashMap<>(statements);
        more.statements.forEach((query, count) -> sum.merge(query, count, Count::plus));
        return new ServerCost(sum, millis + more.millis);
    }

    static void count(LocalPostgres postgres) throws SQLException {
        try (Connection superuser = postgres.connectAsSuperuser();
                var create = superuser.createStatement()) {
            create.execute("CREATE EXTENSION " + EXTENSION);
        }
    }

    private static Map<String, Count> statements(Connection superuser, String database) throws SQLException {
        Map<String, Count> statements = new HashMap<>();
        try (PreparedStatement select = superuser.prepareStatement("""
                SELECT query, calls, rows, shared_blks_hit + shared_blks_read AS pages
                FROM pg_stat_statements
                WHERE dbid = (SELECT oid FROM pg_database WHERE datname = ?) AND calls > 0""")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    statements.merge(
                            row.getString(1), new Count(row.getLong(2), row.getLong(3), row.getLong(4)), Count::plus);
                }
            }
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

    private static long number(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
