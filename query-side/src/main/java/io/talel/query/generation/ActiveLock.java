package io.talel.query.generation;

import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A lock on the active generation: a swap waits until the transaction ends. A savepoint right after the lock lets the
 * transaction undo its writes and keep the lock.
 *
 * @param hasLetters whether the generation has dead letters
 */
record ActiveLock(Generation generation, boolean hasLetters, boolean paused) {

    /** Lock, look and savepoint in one round trip. */
    private static final String LOCK = """
            SELECT number, code_version,
                   EXISTS (SELECT 1 FROM read_model.dead_letter letter
                           WHERE letter.projection = generation.projection AND letter.generation = number) AS has_letters,
                   EXISTS (SELECT 1 FROM read_model.pause WHERE pause.projection = generation.projection) AS paused
            FROM read_model.generation
            WHERE projection = ? AND active
            FOR SHARE OF generation;
            SAVEPOINT locked
            """;

    /**
     * Takes the lock, in a transaction that is open.
     *
     * @throws GenerationMismatch if this node must not write the generation
     */
    static ActiveLock take(Connection connection, Projection projection) throws SQLException {
        Optional<ActiveLock> found = find(connection, projection.name());
        if (found.isEmpty()) {
            // The first look waited for a swap; only a second one sees its result.
            found = find(connection, projection.name());
        }
        ActiveLock active = found.orElseThrow(() ->
                new GenerationMismatch(projection.name() + " has no active generation, or is swapped again and again"));
        if (active.generation.codeVersion() != projection.codeVersion()) {
            throw new GenerationMismatch("%s is filled by version %d of its projection, this node has version %d"
                    .formatted(active.generation.schema(), active.generation.codeVersion(), projection.codeVersion()));
        }
        return active;
    }

    /** Moves the savepoint to this point, so that a rollback to it keeps all locks taken so far. */
    static void mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SAVEPOINT locked");
        }
    }

    /** Undoes what has been written since the lock or the mark. */
    static void rollBackTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT locked");
        }
    }

    private static Optional<ActiveLock> find(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, projection);
            select.execute();
            try (ResultSet row = select.getResultSet()) {
                return row.next()
                        ? Optional.of(new ActiveLock(
                                new Generation(projection, row.getInt("number"), row.getInt("code_version")),
                                row.getBoolean("has_letters"),
                                row.getBoolean("paused")))
                        : Optional.empty();
            }
        }
    }
}
