package io.talel.query.projection;

import io.talel.query.datasource.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * One statement that writes rows of a generation, sent for many rows at once. It skips rows with its version or a later one, so
 * writing an event twice has no effect.
 */
public final class RowStatement<R> {

    private static final String IS_THERE = "SELECT 1 FROM %s.%s WHERE id = ?";

    private final RowTable<R> table;
    private final String sql;
    private final Parameters<R> parameters;

    /** @param sql with {@code ${schema}} where the generation's schema belongs */
    RowStatement(RowTable<R> table, String sql, Parameters<R> parameters) {
        this.table = table;
        this.sql = sql;
        this.parameters = parameters;
    }

    /** Sets the parameters of one row. */
    @FunctionalInterface
    interface Parameters<R> {
        void set(PreparedStatement statement, R row) throws SQLException;
    }

    /** @throws RefusedEvent if a row is missing because this projection never saw the first event of its stream */
    public void execute(Connection connection, String schema, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("${schema}", schema))) {
            for (R row : rows) {
                parameters.set(statement, row);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    requireRow(connection, schema, table.id().applyAsLong(rows.get(i)));
                }
            }
        }
    }

    /**
     * Writes a row and commits the transaction, in one round trip. For a statement that writes a missing row: after the commit a
     * row cannot be refused.
     *
     * @return whether it has; rows that are not just one are not written
     */
    public boolean executeAndCommit(Connection connection, String schema, Collection<R> rows) throws SQLException {
        if (rows.size() != 1) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("${schema}", schema) + "; COMMIT")) {
            parameters.set(statement, rows.iterator().next());
            statement.executeUpdate();
            return true;
        }
    }

    private void requireRow(Connection connection, String schema, long id) throws SQLException {
        if (Sql.first(connection, IS_THERE.formatted(schema, table.name()), (_, _) -> true, id)
                .isEmpty()) {
            throw new RefusedEvent("The row of %s.%s that it changes is not there".formatted(schema, table.name()));
        }
    }
}
