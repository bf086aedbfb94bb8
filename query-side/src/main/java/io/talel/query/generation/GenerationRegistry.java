package io.talel.query.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table {@code read_model.generation}. */
public final class GenerationRegistry {

    private static final String ACTIVE = """
            SELECT number, code_version
            FROM read_model.generation
            WHERE projection = ? AND active
            """;

    private static final String ADD = """
            INSERT INTO read_model.generation (projection, number, code_version, active, activated_at)
            VALUES (?, ?, ?, true, now())
            """;

    private static final String ADD_NEXT = """
            INSERT INTO read_model.generation (projection, number, code_version, active)
            SELECT ?, 1 + coalesce(max(number), 0), ?, false
            FROM read_model.generation
            WHERE projection = ?
            RETURNING number, code_version
            """;

    private static final String KEPT = """
            SELECT number, code_version, position::text AS position
            FROM read_model.generation
            WHERE projection = ? AND number = ? AND NOT active AND keep_until > now()
            """;

    private static final String LEFT_OVER = """
            SELECT number, code_version
            FROM read_model.generation
            WHERE projection = ? AND NOT active AND (keep_until IS NULL OR keep_until <= now())
            ORDER BY number
            """;

    private static final String REMOVE = """
            DELETE FROM read_model.generation
            WHERE projection = ? AND number = ? AND NOT active
            """;

    private static final String KEEP = """
            UPDATE read_model.generation
            SET active = false, position = ?::jsonb, keep_until = now() + make_interval(secs => ?)
            WHERE projection = ? AND number = ? AND active
            """;

    private static final String ACTIVATE = """
            UPDATE read_model.generation
            SET active = true, position = ?::jsonb, keep_until = NULL, activated_at = clock_timestamp()
            WHERE projection = ? AND number = ? AND NOT active
            """;

    private GenerationRegistry() {}

    public static Optional<Generation> active(Connection connection, String projection) throws SQLException {
        return find(connection, ACTIVE, projection);
    }

    /** Locks the active generation: waits for batches that are being written; later batches wait until the transaction ends. */
    public static Optional<Generation> freezeActive(Connection connection, String projection) throws SQLException {
        return find(connection, ACTIVE + "FOR UPDATE", projection);
    }

    static void addActive(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, generation.projection());
            insert.setInt(2, generation.number());
            insert.setInt(3, generation.codeVersion());
            insert.executeUpdate();
        }
    }

    /** Adds an empty generation. */
    public static Generation addNext(Connection connection, String projection, int codeVersion) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_NEXT)) {
            insert.setString(1, projection);
            insert.setInt(2, codeVersion);
            insert.setString(3, projection);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return generation(projection, row);
            }
        }
    }

    /** A kept generation, to which an operator can switch back. */
    public static Optional<KeptGeneration> kept(Connection connection, String projection, int number)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            select.setString(1, projection);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new KeptGeneration(generation(projection, row), row.getString("position")))
                        : Optional.empty();
            }
        }
    }

    /** Unfinished generations, and kept ones that have expired. */
    public static List<Generation> leftOver(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LEFT_OVER)) {
            select.setString(1, projection);
            try (ResultSet row = select.executeQuery()) {
                List<Generation> found = new ArrayList<>();
                while (row.next()) {
                    found.add(generation(projection, row));
                }
                return found;
            }
        }
    }

    /** @return whether it was there and not active */
    public static boolean remove(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, generation.projection());
            delete.setInt(2, generation.number());
            return delete.executeUpdate() == 1;
        }
    }

    /**
     * Makes the active generation a kept one.
     *
     * @param position the token that all its segments have passed, as JSON
     */
    public static void keep(Connection connection, Generation generation, @Nullable String position, Duration keep)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setString(1, position);
            update.setDouble(2, keep.toMillis() / 1e3);
            update.setString(3, generation.projection());
            update.setInt(4, generation.number());
            update.executeUpdate();
        }
    }

    /** @param position the token up to which it is filled, as JSON */
    public static void activate(Connection connection, Generation generation, @Nullable String position)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ACTIVATE)) {
            update.setString(1, position);
            update.setString(2, generation.projection());
            update.setInt(3, generation.number());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("The generation " + generation.schema() + " is gone");
            }
        }
    }

    private static Optional<Generation> find(Connection connection, String sql, String projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, projection);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(generation(projection, row)) : Optional.empty();
            }
        }
    }

    private static Generation generation(String projection, ResultSet row) throws SQLException {
        return new Generation(projection, row.getInt("number"), row.getInt("code_version"));
    }
}
