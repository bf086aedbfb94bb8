package io.talel.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One statement that writes rows of a generation, sent for many rows at once. It skips rows with its version or a later one, so
 * writing an event twice has no effect.
 *
 * @param table name of the table, without its schema
 * @param sql with {@code ${schema}} where the generation's schema belongs
 */
public record RowStatement<R>(String table, String sql, ToLongFunction<R> id, Parameters<R> parameters) {

    private static final String IS_THERE = "SELECT 1 FROM %s.%s WHERE id = ?";

    /** Sets the parameters of one row. */
    @FunctionalInterface
    public interface Parameters<R> {
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
                    requireRow(connection, schema, id.applyAsLong(rows.get(i)));
                }
            }
        }
    }

    private void requireRow(Connection connection, String schema, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IS_THERE.formatted(schema, table))) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new RefusedEvent("The row of %s.%s that it changes is not there".formatted(schema, table));
                }
            }
        }
    }

    /** Sets an instant as {@code timestamptz}, truncated to microseconds; the driver would round them. */
    public static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        statement.setObject(
                index,
                instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
