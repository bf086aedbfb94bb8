package io.talel.query.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads and writes the table {@code read_model.generation}. */
final class GenerationRegistry {

    private static final String ACTIVE = """
            SELECT number, code_version
            FROM read_model.generation
            WHERE projection = ? AND active
            """;

    private static final String ADD = """
            INSERT INTO read_model.generation (projection, number, code_version, active, activated_at)
            VALUES (?, ?, ?, true, now())
            """;

    private GenerationRegistry() {}

    static Optional<Generation> active(Connection connection, String projection) throws SQLException {
        return find(connection, ACTIVE, projection);
    }

    static void addActive(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, generation.projection());
            insert.setInt(2, generation.number());
            insert.setInt(3, generation.codeVersion());
            insert.executeUpdate();
        }
    }

    private static Optional<Generation> find(Connection connection, String sql, String projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, projection);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Generation(projection, row.getInt("number"), row.getInt("code_version")))
                        : Optional.empty();
            }
        }
    }
}
