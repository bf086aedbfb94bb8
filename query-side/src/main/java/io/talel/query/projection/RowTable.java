package io.talel.query.projection;

import java.util.function.ToLongFunction;

/**
 * A table of a generation, with the columns {@code id} and {@code version}, and the statements that write its rows.
 *
 * @param name without its schema
 * @param id of the row
 * @param version that the row reaches
 * @param <R> what changes one row
 */
public record RowTable<R>(String name, ToLongFunction<R> id, ToLongFunction<R> version) {

    /** Writes whole rows, over older ones. */
    public RowStatement<R> upsert(RowColumns<R> columns) {
        String sql = """
                INSERT INTO ${schema}.%1$s (id, version, %2$s) VALUES (?, ?, %3$s)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, %4$s
                WHERE %1$s.version < excluded.version
                """.formatted(
                        name,
                        columns.list(column -> column),
                        columns.list(_ -> "?"),
                        columns.list(column -> column + " = excluded." + column));
        return new RowStatement<>(this, sql, (statement, row) -> {
            statement.setLong(1, id.applyAsLong(row));
            statement.setLong(2, version.applyAsLong(row));
            columns.set(statement, 3, row);
        });
    }

    /** Changes the columns that are not null. */
    public RowStatement<R> update(RowColumns<R> columns) {
        return update(columns, "");
    }

    /** @param constants SQL that sets other columns of each row, as {@code removed = true} */
    public RowStatement<R> update(RowColumns<R> columns, String constants) {
        String sql = "UPDATE ${schema}.%s SET version = ?, %s%s WHERE id = ? AND version < ?"
                .formatted(
                        name,
                        columns.list(column -> "%1$s = coalesce(?, %1$s)".formatted(column)),
                        constants.isEmpty() ? "" : ", " + constants);
        return new RowStatement<>(this, sql, (statement, row) -> {
            statement.setLong(1, version.applyAsLong(row));
            int next = columns.set(statement, 2, row);
            statement.setLong(next, id.applyAsLong(row));
            statement.setLong(next + 1, version.applyAsLong(row));
        });
    }

    /** Sets more columns, to null too, of rows that another statement has just given this version. */
    public RowStatement<R> complete(RowColumns<R> columns) {
        String sql = "UPDATE ${schema}.%s SET %s WHERE id = ? AND version = ?"
                .formatted(name, columns.list(column -> column + " = ?"));
        return new RowStatement<>(this, sql, (statement, row) -> {
            int next = columns.set(statement, 1, row);
            statement.setLong(next, id.applyAsLong(row));
            statement.setLong(next + 1, version.applyAsLong(row));
        });
    }
}
