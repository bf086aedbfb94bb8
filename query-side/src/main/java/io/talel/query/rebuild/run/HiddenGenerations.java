package io.talel.query.rebuild.run;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.datasource.Sql;
import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationRegistry;
import io.talel.query.generation.GenerationSchema;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and removes generations that readers do not see. */
final class HiddenGenerations {

    private static final Logger LOG = LoggerFactory.getLogger(HiddenGenerations.class);

    private static final String NOT_IN_TABLE = """
            SELECT attname
            FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            EXCEPT
            SELECT attname
            FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            """;

    private static final int REHEARSE_ATTEMPTS = 10;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource connections;
    private final GenerationSchema schema;

    private HiddenGenerations(DataSource connections, GenerationSchema schema) {
        this.connections = connections;
        this.schema = schema;
    }

    static HiddenGenerations on(ReadModelConnections connections) {
        return new HiddenGenerations(connections.bulk(), new GenerationSchema(connections.applicationRole()));
    }

    /**
     * Removes generations that earlier rebuilds left behind and kept ones that have expired; skips generations that are in use.
     */
    void cleanUp(String projection) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            for (Generation generation : GenerationRegistry.leftOver(connection, projection)) {
                remove(generation);
            }
        }
    }

    Generation create(Projection projection) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            Generation next = GenerationRegistry.addNext(connection, projection.name(), projection.codeVersion());
            schema.createTables(connection, next);
            connection.commit();
            return next;
        }
    }

    void createIndexes(Generation generation, Cancellation cancellation) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            String sql = schema.indexes(generation);
            cancellation.during(statement, () -> statement.execute(sql));
        }
    }

    /** Removes a generation unless it is live. */
    void remove(Generation generation) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            Sql.execute(connection, "SET LOCAL lock_timeout = '2s'");
            if (GenerationRegistry.remove(connection, generation)) {
                GenerationSchema.drop(connection, generation);
            }
            connection.commit();
        } catch (SQLException e) {
            LOG.warn("The generation {} cannot be removed for now", generation.schema(), e);
        }
    }

    /**
     * Tries whether the views can show a generation and rolls back. Views that stay locked are left to the swap, which waits
     * longer.
     *
     * @param live the generation that they show now
     * @throws SQLException if the views cannot show it
     */
    void rehearse(Generation live, Generation generation) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < REHEARSE_ATTEMPTS; i++) {
                try {
                    Sql.execute(connection, "SET LOCAL lock_timeout = 20");
                    schema.expose(connection, generation);
                    if (live.codeVersion() != generation.codeVersion()) {
                        schema.join(connection, generation);
                    }
                    return;
                } catch (SQLException e) {
                    if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                        throw e;
                    }
                } finally {
                    connection.rollback();
                }
            }
        }
        LOG.info("Views are in use: whether they can show {} is checked at the swap only", generation.schema());
    }

    /** Columns of the view that the generation lacks; a view cannot lose columns. */
    List<String> missingColumns(Projection projection, Generation generation) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return Sql.list(
                    connection,
                    NOT_IN_TABLE,
                    (row, _) -> row.getString(1),
                    "read_model." + projection.view(),
                    generation.schema() + "." + projection.view());
        }
    }
}
