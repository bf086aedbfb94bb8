package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

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
        return Sql.first(connection, ACTIVE, generation(projection), projection);
    }

    /** Locks the active generation: waits for batches that are being written; later batches wait until the transaction ends. */
    public static Optional<Generation> freezeActive(Connection connection, String projection) throws SQLException {
        return Sql.first(connection, ACTIVE + "FOR UPDATE", generation(projection), projection);
    }

    static void addActive(Connection connection, Generation generation) throws SQLException {
        Sql.update(connection, ADD, generation.projection(), generation.number(), generation.codeVersion());
    }

    /** Adds an empty generation. */
    public static Generation addNext(Connection connection, String projection, int codeVersion) throws SQLException {
        return Sql.first(connection, ADD_NEXT, generation(projection), projection, codeVersion, projection)
                .orElseThrow();
    }

    /** A kept generation, to which an operator can switch back. */
    public static Optional<KeptGeneration> kept(Connection connection, String projection, int number)
            throws SQLException {
        return Sql.first(
                connection,
                KEPT,
                (row, _) -> new KeptGeneration(generation(projection).mapRow(row, 1), row.getString("position")),
                projection,
                number);
    }

    /** Unfinished generations, and kept ones that have expired. */
    public static List<Generation> leftOver(Connection connection, String projection) throws SQLException {
        return Sql.list(connection, LEFT_OVER, generation(projection), projection);
    }

    /** @return whether it was there and not active */
    public static boolean remove(Connection connection, Generation generation) throws SQLException {
        return Sql.update(connection, REMOVE, generation.projection(), generation.number()) == 1;
    }

    /**
     * Makes the active generation a kept one.
     *
     * @param position the token that all its segments have passed, as JSON
     */
    public static void keep(Connection connection, Generation generation, @Nullable String position, Duration keep)
            throws SQLException {
        Sql.update(connection, KEEP, position, keep.toMillis() / 1e3, generation.projection(), generation.number());
    }

    /** @param position the token up to which it is filled, as JSON */
    public static void activate(Connection connection, Generation generation, @Nullable String position)
            throws SQLException {
        if (Sql.update(connection, ACTIVATE, position, generation.projection(), generation.number()) != 1) {
            throw new IllegalStateException("The generation " + generation.schema() + " is gone");
        }
    }

    private static RowMapper<Generation> generation(String projection) {
        return (row, _) -> new Generation(projection, row.getInt("number"), row.getInt("code_version"));
    }
}
