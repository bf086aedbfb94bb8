package io.talel.query.datasource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/** Statements on a connection of the caller. They throw the exceptions of the driver, since callers judge their SQLSTATE. */
public final class Sql {

    private Sql() {}

    /** Runs statements that have no parameters and return nothing of interest. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @return number of rows that it changed */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new ArgumentPreparedStatementSetter(parameters).setValues(statement);
            return statement.executeUpdate();
        }
    }

    /** Reads all rows. */
    public static <T> List<T> list(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new ArgumentPreparedStatementSetter(parameters).setValues(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return new RowMapperResultSetExtractor<>(mapper).extractData(rows);
            }
        }
    }

    /** Reads all rows and returns the first, which the mapper may not turn into null. */
    public static <T> Optional<T> first(
            Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
            throws SQLException {
        return list(connection, sql, mapper, parameters).stream().findFirst();
    }
}
