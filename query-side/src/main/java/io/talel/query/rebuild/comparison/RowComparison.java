package io.talel.query.rebuild.comparison;

import io.talel.query.datasource.Sql;
import io.talel.query.rebuild.Cancellation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the rows that differ between two generations, in all columns that both have. */
final class RowComparison {

    private static final String COMMON_COLUMNS = """
            SELECT quote_ident(l.attname)
            FROM pg_attribute l
            JOIN pg_attribute f ON f.attname = l.attname
            WHERE l.attrelid = ?::regclass AND f.attrelid = ?::regclass
              AND l.attnum > 0 AND f.attnum > 0 AND NOT l.attisdropped AND NOT f.attisdropped
              AND l.attname NOT IN ('id', 'version')
            ORDER BY l.attnum
            """;

    private static final String UNLIKE = """
            SELECT coalesce(l.id, f.id) AS id, l.version AS live, f.version AS filled, ARRAY[%3$s]::text[] AS columns
            FROM (SELECT * FROM %1$s WHERE %5$s) l
            FULL JOIN (SELECT * FROM %2$s WHERE %5$s) f ON f.id = l.id
            WHERE l.id IS NULL OR f.id IS NULL OR l.version <> f.version %4$s
            """;

    private static final String BETWEEN = "id > ? AND id <= ?";
    private static final String THESE = "id = ANY (?)";

    /** Asks each generation by itself: PostgreSQL would sort all that is left of both to find a row of their union. */
    private static final String NEXT_END = """
            SELECT least(
                (SELECT id FROM %1$s WHERE id > ? ORDER BY id OFFSET %3$d LIMIT 1),
                (SELECT id FROM %2$s WHERE id > ? ORDER BY id OFFSET %3$d LIMIT 1))
            """;

    private static final String COUNT = "SELECT count(*) FROM %1$s l FULL JOIN %2$s f ON f.id = l.id";

    private static final String COUNT_THESE = """
            SELECT count(*)
            FROM (SELECT id FROM %1$s WHERE id = ANY (?) UNION SELECT id FROM %2$s WHERE id = ANY (?)) both_generations
            """;

    /** Rows of each generation that are compared by one statement, at most. */
    private static final int STEP = 5_000;

    /** A row that differs. The version is null in a generation without the row. */
    record DifferingRow(
            long id, @Nullable Long live, @Nullable Long filled, List<String> columns) {}

    private final String live;
    private final String filled;
    private final String columns;
    private final String differ;

    private RowComparison(String live, String filled, List<String> common) {
        this.live = live;
        this.filled = filled;
        this.columns = common.stream()
                .map(name -> "CASE WHEN l.%1$s IS DISTINCT FROM f.%1$s THEN '%1$s' END".formatted(name))
                .collect(Collectors.joining(", "));
        this.differ = common.stream()
                .map("OR l.%1$s IS DISTINCT FROM f.%1$s "::formatted)
                .collect(Collectors.joining());
    }

    /** @param live qualified name of a table with columns {@code id}, its key, and {@code version}; so is {@code filled} */
    static RowComparison of(Connection connection, String live, String filled) throws SQLException {
        return new RowComparison(
                live, filled, Sql.list(connection, COMMON_COLUMNS, (row, _) -> row.getString(1), live, filled));
    }

    /** Number of rows in either generation. */
    long count(Connection connection) throws SQLException {
        return Sql.first(connection, COUNT.formatted(live, filled), (row, _) -> row.getLong(1))
                .orElseThrow();
    }

    /** Number of these rows that exist in either generation. */
    long count(Connection connection, Collection<Long> ids) throws SQLException {
        Long[] these = ids.toArray(Long[]::new);
        return Sql.first(connection, COUNT_THESE.formatted(live, filled), (row, _) -> row.getLong(1), these, these)
                .orElseThrow();
    }

    /** Compares all rows, some thousands at a time; several connections with one snapshot can share the work. */
    void all(Connection connection, Ranges ranges, Cancellation cancellation, Consumer<DifferingRow> found)
            throws SQLException {
        for (Range range = next(connection, ranges); range.from < Long.MAX_VALUE; range = next(connection, ranges)) {
            try (PreparedStatement select = connection.prepareStatement(sql(BETWEEN))) {
                select.setLong(1, range.from);
                select.setLong(2, range.to);
                select.setLong(3, range.from);
                select.setLong(4, range.to);
                cancellation.during(select, () -> find(select, found));
            }
        }
    }

    private Range next(Connection connection, Ranges ranges) throws SQLException {
        synchronized (ranges) {
            long from = ranges.from;
            ranges.from = from == Long.MAX_VALUE ? from : end(connection, from);
            return new Range(from, ranges.from);
        }
    }

    private record Range(long from, long to) {}

    /** The rows that are not compared yet. */
    static final class Ranges {
        private long from = Long.MIN_VALUE;
    }

    /** Compares these rows only. */
    void these(Connection connection, Collection<Long> ids, Consumer<DifferingRow> found) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(sql(THESE))) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            find(select, found);
        }
    }

    private String sql(String which) {
        return UNLIKE.formatted(live, filled, columns, differ, which);
    }

    private long end(Connection connection, long from) throws SQLException {
        return Sql.first(
                        connection,
                        NEXT_END.formatted(live, filled, STEP - 1),
                        (row, _) -> Objects.requireNonNullElse(row.getObject(1, Long.class), Long.MAX_VALUE),
                        from,
                        from)
                .orElseThrow();
    }

    private static boolean find(PreparedStatement select, Consumer<DifferingRow> found) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.accept(new DifferingRow(
                        row.getLong("id"),
                        row.getObject("live", Long.class),
                        row.getObject("filled", Long.class),
                        Arrays.stream((String[]) row.getArray("columns").getArray())
                                .filter(column -> column != null)
                                .toList()));
            }
        }
        return true;
    }
}
