package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * A lock on the active generation: a swap waits until the transaction ends. A savepoint right after the lock lets the
 * transaction undo its writes and keep the lock.
 *
 * @param hasLetters whether the generation has dead letters
 */
public record ActiveLock(Generation generation, boolean hasLetters, boolean paused) {

    /** Name of the resource in which a unit of work keeps the lock that came with its token. */
    private static final String WITH_TOKEN = "active lock";

    /** Lock, look and savepoint in one round trip. */
    private static final String LOCK = """
            SELECT projection, number, code_version,
                   EXISTS (SELECT 1 FROM read_model.dead_letter letter
                           WHERE letter.projection = generation.projection AND letter.generation = number) AS has_letters,
                   EXISTS (SELECT 1 FROM read_model.pause WHERE pause.projection = generation.projection) AS paused
            FROM read_model.generation
            WHERE projection = ? AND active
            FOR SHARE OF generation;
            SAVEPOINT locked
            """;

    /**
     * Stores a token and takes the lock for the rows that the unit of work writes next, in one round trip.
     *
     * @param update a statement that changes one row if the token may be stored
     * @param parameters those of the update, then the name of the projection
     * @return whether the token is stored
     */
    public static boolean takeWithToken(Connection connection, String update, PreparedStatementSetter parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update + ";" + LOCK)) {
            parameters.setValues(statement);
            statement.execute();
            boolean stored = statement.getUpdateCount() == 1;
            statement.getMoreResults();
            Optional<ActiveLock> found = found(statement);
            CurrentUnitOfWork.ifStarted(
                    work -> found.ifPresent(lock -> work.root().resources().put(WITH_TOKEN, lock)));
            return stored;
        }
    }

    /**
     * Takes the lock, in a transaction that is open, unless it came with the token.
     *
     * @throws GenerationMismatch if this node must not write the generation
     */
    static ActiveLock take(Connection connection, Projection projection) throws SQLException {
        Optional<ActiveLock> found = withToken();
        // A look that waited for a swap finds nothing; only the next one sees its result.
        for (int looks = 0; found.isEmpty() && looks < 2; looks++) {
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

    /** Moves the savepoint to this point, so that a rollback to it keeps everything before. */
    static void mark(Connection connection) throws SQLException {
        Sql.execute(connection, "SAVEPOINT locked");
    }

    /** Undoes what has been written since the lock or the mark. */
    static void rollBackTo(Connection connection) throws SQLException {
        Sql.execute(connection, "ROLLBACK TO SAVEPOINT locked");
    }

    /** For the rows that are written next only: the savepoint is right before them. */
    private static Optional<ActiveLock> withToken() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(
                        (ActiveLock) CurrentUnitOfWork.get().root().resources().remove(WITH_TOKEN))
                : Optional.empty();
    }

    private static Optional<ActiveLock> find(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, projection);
            select.execute();
            return found(select);
        }
    }

    private static Optional<ActiveLock> found(Statement select) throws SQLException {
        try (ResultSet row = select.getResultSet()) {
            return row.next()
                    ? Optional.of(new ActiveLock(
                            new Generation(
                                    row.getString("projection"), row.getInt("number"), row.getInt("code_version")),
                            row.getBoolean("has_letters"),
                            row.getBoolean("paused")))
                    : Optional.empty();
        }
    }
}
