package io.talel.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/**
 * One statement that writes rows of a generation, sent for many rows at once.
 *
 * @param sql with {@code ${schema}} where the generation's schema belongs
 */
public record RowStatement<R>(String sql, Parameters<R> parameters) {

    /** Sets the parameters of one row. */
    @FunctionalInterface
    public interface Parameters<R> {
        void set(PreparedStatement statement, R row) throws SQLException;
    }

    /**
     * @throws IllegalStateException if a row was not there: its stream began with an event that this projection never saw
     */
    public void execute(Connection connection, String schema, Collection<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("${schema}", schema))) {
            for (R row : rows) {
                parameters.set(statement, row);
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                if (count == 0) {
                    throw new IllegalStateException("A row of " + schema + " that an event changes is not there");
                }
            }
        }
    }

    /** Sets an instant as {@code timestamptz}, cut to microseconds; left to the driver they would be rounded. */
    public static void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
}
