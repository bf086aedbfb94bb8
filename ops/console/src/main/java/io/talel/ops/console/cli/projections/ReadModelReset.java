package io.talel.ops.console.cli.projections;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** All schemas of the read models in their database, of any log and version. Holds a lock while open. */
record ReadModelReset(Connection owner) implements AutoCloseable {

    private static final String LOCK = "SELECT pg_try_advisory_lock(" + Runs.LOCKS + ", 2)";

    private static final String ALL = """
            SELECT quote_ident(nspname) FROM pg_namespace
            WHERE nspname = 'read_model' OR nspname ~ '^(user|article|image)_g[0-9]+$'
            ORDER BY 1""";

    /** Sessions end with their node; a node's own report may be of one that has just ended. */
    private static final String NODES = """
            SELECT DISTINCT application_name FROM pg_stat_activity
            WHERE datname = current_database() AND application_name ~ '^talelio-(projections|queries|listener|rebuild)$'
            ORDER BY 1""";

    /** A node that has reported within this time may be working. */
    private static final Duration SEEN = Duration.ofSeconds(10);

    /** @throws Refused if another process recreates the read models */
    static ReadModelReset hold(Database readModel) throws SQLException {
        Connection owner = readModel.workAsOwner();
        try {
            if (!Rows.is(owner, LOCK)) {
                throw new Refused("another process recreates the read models of %s".formatted(readModel));
            }
            return new ReadModelReset(owner);
        } catch (SQLException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    /** @throws Refused if nodes, rebuilds or consoles are connected */
    void requireUnused() throws SQLException {
        List<String> sessions = Rows.texts(owner, NODES);
        List<String> nodes = Rows.is(owner, READ_MODEL.get("has-nodes"))
                ? Rows.texts(owner, READ_MODEL.get("nodes"), SEEN.toSeconds())
                : List.of();
        if (!sessions.isEmpty() || !nodes.isEmpty()) {
            throw new Refused("nodes, rebuilds or consoles work on the read models (%s); end them first"
                    .formatted(String.join(", ", nodes.isEmpty() ? sessions : nodes)));
        }
    }

    /** Drops them in one transaction. */
    void drop() throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            for (String schema : Rows.texts(owner, ALL)) {
                statement.execute("DROP SCHEMA %s CASCADE".formatted(schema));
            }
            owner.commit();
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
