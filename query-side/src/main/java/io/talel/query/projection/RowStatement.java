package io.talel.query.projection;

import io.talel.query.datasource.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * One statement that writes rows of a generation's table, sent for many rows at once. The table has the columns {@code id},
 * {@code version} and {@code updated_at}, the time of the event. The statement skips rows with its version or a later one, so
 * writing an event twice has no effect.
 *
 * @param <R> what the other columns come from
 */
public final class RowStatement<R> {

    private static final String IS_THERE = "SELECT 1 FROM %s.%s WHERE id = ?";

    private final String table;
    private final String sql;
    private final Parameters<R> parameters;

    /** @param sql with {@code ${schema}} where the generation's schema belongs */
    private RowStatement(String table, String sql, Parameters<R> parameters) {
        this.table = table;
        this.sql = sql;
        this.parameters = parameters;
    }

    /** Sets the parameters of one row. */
    @FunctionalInterface
    private interface Parameters<R> {
        void set(PreparedStatement statement, Row<R> row) throws SQLException;
    }

    /** Writes whole rows, over older ones. */
    public static <R> RowStatement<R> upsert(String table, RowColumns<R> content) {
        RowColumns<Row<R>> columns = withTime(content);
        String sql = """
                INSERT INTO ${schema}.%1$s (id, version, %2$s) VALUES (?, ?, %3$s)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, %4$s
                WHERE %1$s.version < excluded.version
                """.formatted(
                        table,
                        columns.list(column -> column),
                        columns.list(_ -> "?"),
                        columns.list(column -> column + " = excluded." + column));
        return new RowStatement<>(table, sql, (statement, row) -> {
            statement.setLong(1, row.id());
            statement.setLong(2, row.version());
            columns.set(statement, 3, row);
        });
    }

    /** Changes the columns that are not null. */
    public static <R> RowStatement<R> update(String table, RowColumns<R> content) {
        return update(table, content, "");
    }

    /** @param constants SQL that sets other columns of each row, as {@code removed = true} */
    public static <R> RowStatement<R> update(String table, RowColumns<R> content, String constants) {
        RowColumns<Row<R>> columns = withTime(content);
        String sql = "UPDATE ${schema}.%s SET version = ?, %s%s WHERE id = ? AND version < ?"
                .formatted(
                        table,
                        columns.list(column -> "%1$s = coalesce(?, %1$s)".formatted(column)),
                        constants.isEmpty() ? "" : ", " + constants);
        return new RowStatement<>(table, sql, (statement, row) -> {
            statement.setLong(1, row.version());
            int next = columns.set(statement, 2, row);
            statement.setLong(next, row.id());
            statement.setLong(next + 1, row.version());
        });
    }

    /** Sets more columns, to null too, of rows that another statement has just given this version. */
    public static <R> RowStatement<R> complete(String table, RowColumns<R> columns) {
        String sql = "UPDATE ${schema}.%s SET %s WHERE id = ? AND version = ?"
                .formatted(table, columns.list(column -> column + " = ?"));
        return new RowStatement<>(table, sql, (statement, row) -> {
            int next = columns.set(statement, 1, row.content());
            statement.setLong(next, row.id());
            statement.setLong(next + 1, row.version());
        });
    }

    /** Fails if there is such a row: no event makes one. */
    public static <R> RowStatement<R> none() {
        return new RowStatement<>("", "", (_, row) -> {
            throw new IllegalStateException("No statement writes row " + row.id());
        });
    }

    private static <R> RowColumns<Row<R>> withTime(RowColumns<R> content) {
        return RowColumns.<Row<R>>none().all(content, Row::content).instant("updated_at", row -> row.reached()
                .at());
    }

    /** @throws RefusedEvent if a row is missing because this projection never saw the first event of its stream */
    void execute(Connection connection, String schema, Collection<Row<R>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("${schema}", schema))) {
            List<Row<R>> sent = List.copyOf(rows);
            for (Row<R> row : sent) {
                parameters.set(statement, row);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    requireRow(connection, schema, sent.get(i).id());
                }
            }
        }
    }

    /**
     * Writes a row and commits the transaction, in one round trip. For a statement that writes a missing row: after the commit a
     * row cannot be refused.
     */
    void executeAndCommit(Connection connection, String schema, Row<R> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("${schema}", schema) + "; COMMIT")) {
            parameters.set(statement, row);
            statement.executeUpdate();
        }
    }

    private void requireRow(Connection connection, String schema, long id) throws SQLException {
        if (Sql.first(connection, IS_THERE.formatted(schema, table), (_, _) -> true, id)
                .isEmpty()) {
            throw new RefusedEvent("The row of %s.%s that it changes is not there".formatted(schema, table));
        }
    }
}
