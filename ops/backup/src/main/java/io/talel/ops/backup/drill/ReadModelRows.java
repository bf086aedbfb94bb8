package io.talel.ops.backup.drill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their ids, with a hash of what they say; one at a time, whatever their number. */
final class ReadModelRows implements AutoCloseable {

    private static final int FETCHED = 1_000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    /**
     * @param connection in a transaction, or all rows would come at once
     */
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

    /** @return the greatest number behind the last row */
    long id() throws SQLException {
        return there ? rows.getLong("id") : Long.MAX_VALUE;
    }

    /** Of the row of this id; null if it is not there. */
    byte @Nullable [] hash(long id) throws SQLException {
        return id() == id ? rows.getBytes("hash") : null;
    }

    /** Goes on to an id, or to the first behind it. */
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
