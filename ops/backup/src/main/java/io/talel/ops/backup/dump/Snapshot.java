package io.talel.ops.backup.dump;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.Manifest.Cluster;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.store.LeftOutTables;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Consistent snapshot of the event store's database.
 *
 * @param settled place of the log below which empty places stay empty; 0 if unknown
 * @param writersBefore transactions that might have appended just before the snapshot; the snapshot shows the events of
 *     all others
 * @param writersAfter transactions that may still append below the end of the snapshot, or have just done so
 * @param at time just after the snapshot, by the database's clock
 * @param database number of the database within its server
 */
record Snapshot(
        Connection connection,
        long settled,
        List<String> writersBefore,
        List<String> writersAfter,
        Instant at,
        long database)
        implements AutoCloseable {

    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname = ANY (?)
              AND tablename <> 'flyway_schema_history'
              AND schemaname || '.' || tablename <> ALL (?)
            ORDER BY 1""";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            ORDER BY attnum""";

    /** Tables of the log's owner outside the schemas of backups, claims and read models. Others belong to extensions, or people. */
    private static final String OTHER_TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE tableowner = (SELECT tableowner FROM pg_tables
                                WHERE schemaname = 'event_store' AND tablename = 'domain_event')
              AND schemaname NOT IN ('public', 'auth', 'event_store', 'operations', 'claims', 'read_model')
              AND schemaname !~ '^pg_|_g[0-9]+$'
              AND schemaname || '.' || tablename <> ALL (?)
            ORDER BY 1""";

    private static final String SEQUENCES = """
            SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences
            WHERE schemaname IN ('event_store', 'auth', 'operations') AND last_value IS NOT NULL
            ORDER BY 1""";

    /** Current timeline; the control file shows a new one only later. */
    private static final String CLUSTER = """
            SELECT system_identifier::text, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
            FROM pg_control_system()""";

    /** Some hosting services revoke the right to these functions. */
    private static final String MAY_ASK = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')"
            + " AND has_function_privilege('pg_walfile_name(pg_lsn)', 'EXECUTE')";

    /** Drawn when the database is created: tells a copy within one server apart. */
    private static final String DATABASE = "SELECT oid FROM pg_database WHERE datname = current_database()";

    /** Pause between two looks at transactions that still write. Most have ended after the first pause. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final int TIMES = 20;

    /** @param connection of the owner; closed with the snapshot, or if there is no snapshot */
    static Snapshot of(Connection connection) throws SQLException {
        try {
            return taken(connection);
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    private static Snapshot taken(Connection connection) throws SQLException {
        if (Rows.is(connection, "SELECT pg_is_in_recovery()")) {
            throw new Refused("this server is a standby, which does not show open transactions; use the primary");
        }
        if (Schema.EVENT_STORE.hasFailed(connection)) {
            throw new Refused("a restore into this database was not completed: it cannot be backed up");
        }
        long settled = settled(connection);
        List<String> before = writers(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Reads the log in index order; sorting it would need too much memory and disk.
            statement.execute("SET LOCAL enable_sort = off");
        }
        Instant at = Rows.now(connection);
        List<String> after = writers(connection);
        return new Snapshot(connection, settled, before, after, at, Rows.number(connection, DATABASE));
    }

    /**
     * Waits until every transaction that drew a place below the end has ended; from then on empty places stay empty.
     *
     * @return the end; 0 if a transaction does not end
     */
    private static long settled(Connection connection) throws SQLException {
        long end = Rows.number(connection, EVENT_STORE.get("log-end"));
        List<String> writing = writers(connection);
        for (int i = 0; i < TIMES && !writing.isEmpty() && waitALittle(); i++) {
            writing.retainAll(writers(connection));
        }
        return writing.isEmpty() ? end : 0;
    }

    /** @return false if the thread was interrupted */
    private static boolean waitALittle() {
        try {
            Thread.sleep(AGAIN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> writers(Connection connection) throws SQLException {
        return Rows.texts(connection, EVENT_STORE.get("writers"));
    }

    /** The tables of these schemas that backups have. */
    List<String> tables(String... schemas) throws SQLException {
        return Rows.texts(
                connection, TABLES, schemas, LeftOutTables.in(connection).toArray(String[]::new));
    }

    /**
     * Looks for tables that the migrations of a newer release have added elsewhere than in the schemas that backups have.
     *
     * @param known tables of other schemas that this software knows
     * @throws Refused if a newer release has added a table elsewhere, which the backup would lack
     */
    void requireNothingUnknown(List<String> known) throws SQLException, IOException {
        boolean newer = false;
        for (Schema schema : List.of(Schema.EVENT_STORE, Schema.AUTH)) {
            newer |= !schema.in(connection).unknown().isEmpty();
        }
        if (!newer) {
            return;
        }
        List<String> expected = LeftOutTables.in(connection);
        expected.addAll(known);
        List<String> unknown = Rows.texts(connection, OTHER_TABLES, (Object) expected.toArray(String[]::new));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    "a newer release has added %s, which this software cannot back up; use the ops/talelio of that release"
                            .formatted(String.join(", ", unknown)));
        }
    }

    List<Column> columns(String table) throws SQLException {
        return Rows.list(connection, COLUMNS, row -> new Column(row.getString(1), row.getString(2)), table);
    }

    /** Current values, read after the snapshot, so that none is behind the rows of the snapshot. */
    SortedMap<String, Long> sequences() throws SQLException {
        SortedMap<String, Long> sequences = new TreeMap<>();
        Rows.list(connection, SEQUENCES, row -> sequences.put(row.getString(1), row.getLong(2)));
        return sequences;
    }

    /** Newest migration of each schema that Flyway manages. */
    SortedMap<String, String> schemas() throws SQLException {
        SortedMap<String, String> versions = new TreeMap<>();
        for (String schema : Rows.texts(
                connection,
                "SELECT schemaname FROM pg_tables WHERE tablename = 'flyway_schema_history' AND schemaname = ANY (?)",
                (Object) new String[] {"event_store", "auth"})) {
            Rows.first(connection, """
                            SELECT version FROM %s.flyway_schema_history
                            WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1""".formatted(schema), row -> row.getString(1))
                    .ifPresent(version -> versions.put(schema, version));
        }
        return versions;
    }

    String server() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    /** Null if the owner lacks the right to read it. */
    @Nullable Cluster cluster() throws SQLException {
        boolean allowed = Rows.is(connection, MAY_ASK);
        return allowed
                ? Rows.first(connection, CLUSTER, row -> new Cluster(row.getString(1), row.getInt(2)))
                        .orElseThrow()
                : null;
    }

    /** Lineages of the database: its ancestors first, its own last. */
    List<UUID> lineages() throws SQLException {
        return Rows.list(
                connection, "SELECT id FROM operations.lineage ORDER BY number", row -> row.getObject(1, UUID.class));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
