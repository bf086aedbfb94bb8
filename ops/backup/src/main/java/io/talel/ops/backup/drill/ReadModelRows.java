package io.talel.ops.backup.drill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Streams rows in the order of their ids, each with a hash of its content. */
final class ReadModelRows implements AutoCloseable {

    private static final int FETCHED = 1_000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    /** @param connection in a transaction; otherwise the driver would fetch all rows at once */
    ReadModelRows(Connection connection, String sql, Object... parameters) throws SQLException {
        statement = connection.prepareStatement(sql);
        try {
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            rows = statement.executeQuery();
            next();
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    void next() throws SQLException {
        there = rows.next();
    }

    /** @return {@code Long.MAX_VALUE} after the last row */
    long id() throws SQLException {
        return there ? rows.getLong("id") : Long.MAX_VALUE;
    }

    /** Hash of the row with this id; null if there is none. */
    byte @Nullable [] hash(long id) throws SQLException {
        return id() == id ? rows.getBytes("hash") : null;
    }

    /** Advances to the row with this id, or to the next one after it. */
    boolean reaches(long id) throws SQLException {
        while (id() < id) {
            next();
        }
        return id() == id;
    }

    void pass(long id) throws SQLException {
        if (id() == id) {
            next();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
