package io.talel.ops.backup.dump;

import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.Manifest.Cluster;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Rows;
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

/** One state of the event store's database, which stays the same however long it is read. */
final class Snapshot implements AutoCloseable {

    /** Who may be about to add to the log: whoever draws a place holds this lock until the transaction has ended. */
    private static final String WRITERS = """
            SELECT virtualtransaction FROM pg_locks
            WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND relation = 'event_store.domain_event_global_index_seq'::regclass
            ORDER BY 1""";

    /**
     * Everything but what can be made again, says what was done with backups, or how far the nodes had come; and but the
     * credentials, which lie with the keys.
     */
    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname = ANY (?)
              AND tablename <> 'flyway_schema_history'
              AND schemaname || '.' || tablename NOT IN
                  ('event_store.domain_event', 'event_store.snapshot', 'operations.backup_run', 'auth.event_position',
                   'auth.credential')
            ORDER BY 1""";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            ORDER BY attnum""";

    /** A restore marks its target by a migration that failed. */
    private static final String UNFINISHED = "SELECT count(*) FROM event_store.flyway_schema_history WHERE NOT success";

    private static final String SEQUENCES = """
            SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences
            WHERE schemaname IN ('event_store', 'auth', 'operations') AND last_value IS NOT NULL
            ORDER BY 1""";

    /** The timeline is that of what is written now; the control file says it later. */
    private static final String CLUSTER = """
            SELECT system_identifier::text, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
            FROM pg_control_system()""";

    /** Some who run PostgreSQL for others take the right away. */
    private static final String MAY_ASK = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')"
            + " AND has_function_privilege('pg_walfile_name(pg_lsn)', 'EXECUTE')";

    private static final String END = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event";

    /** How often and how long at most it is waited for those who are writing: most have ended after the first time. */
    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final int TIMES = 20;

    private final Connection connection;
    private final long settled;
    private final List<String> writersBefore;
    private final List<String> writersAfter;
    private final Instant at;

    private Snapshot(Connection connection, long settled, List<String> before, List<String> after, Instant at) {
        this.connection = connection;
        this.settled = settled;
        this.writersBefore = before;
        this.writersAfter = after;
        this.at = at;
    }

    /** @param connection of the owner; it is closed with the snapshot, or if there is none */
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
        if (Rows.first(connection, "SELECT pg_is_in_recovery()", row -> row.getBoolean(1))
                .orElseThrow()) {
            throw new Refused("this server is a standby, which does not show who is about to write; ask the primary");
        }
        if (Rows.number(connection, UNFINISHED) > 0) {
            throw new Refused("a restore into this database was not completed: nothing of it is worth a backup");
        }
        long settled = settled(connection);
        List<String> before = writers(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // The log is read in the order of its index, never gathered and sorted.
            statement.execute("SET LOCAL enable_sort = off");
        }
        Instant at = Rows.first(connection, "SELECT clock_timestamp() AS at", row -> Rows.time(row, "at"))
                .orElseThrow();
        return new Snapshot(connection, settled, before, writers(connection), at);
    }

    /**
     * Whoever drew a place below the end holds its lock or has ended. Once all have, what is empty there stays so.
     *
     * @return the end; 0 if one of them does not end
     */
    private static long settled(Connection connection) throws SQLException {
        long end = Rows.number(connection, END);
        List<String> writing = writers(connection);
        for (int i = 0; i < TIMES && !writing.isEmpty() && waitALittle(); i++) {
            writing.retainAll(writers(connection));
        }
        return writing.isEmpty() ? end : 0;
    }

    /** @return false if this thread is to end */
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
        return Rows.list(connection, WRITERS, row -> row.getString(1));
    }

    Connection connection() {
        return connection;
    }

    /** By the database's clock, just after the state that is seen. */
    Instant at() {
        return at;
    }

    /** The place of the log up to which an empty one stays empty; 0 if that is not known of any. */
    long settled() {
        return settled;
    }

    /** The transactions that might have added to the log just before; what others were to add is seen. */
    List<String> writersBefore() {
        return writersBefore;
    }

    /** The transactions that may add to the log below its end that is seen; or have just done it. */
    List<String> writersAfter() {
        return writersAfter;
    }

    /** Those that cannot be rebuilt, in these schemas, but the log itself. */
    List<String> tables(String... schemas) throws SQLException {
        return Rows.list(connection, TABLES, row -> row.getString(1), (Object) schemas);
    }

    List<Column> columns(String table) throws SQLException {
        return Rows.list(connection, COLUMNS, row -> new Column(row.getString(1), row.getString(2)), table);
    }

    /** Not of the snapshot, but of this moment, so that no value that it shows is beyond. */
    SortedMap<String, Long> sequences() throws SQLException {
        SortedMap<String, Long> sequences = new TreeMap<>();
        Rows.list(connection, SEQUENCES, row -> sequences.put(row.getString(1), row.getLong(2)));
        return sequences;
    }

    /** The newest migration of each schema that Flyway keeps. */
    SortedMap<String, String> schemas() throws SQLException {
        SortedMap<String, String> versions = new TreeMap<>();
        for (String schema : Rows.list(
                connection,
                "SELECT schemaname FROM pg_tables WHERE tablename = 'flyway_schema_history' AND schemaname = ANY (?)",
                row -> row.getString(1),
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

    /** Null where the owner may not ask for it. */
    @Nullable Cluster cluster() throws SQLException {
        boolean allowed =
                Rows.first(connection, MAY_ASK, row -> row.getBoolean(1)).orElseThrow();
        return allowed
                ? Rows.first(connection, CLUSTER, row -> new Cluster(row.getString(1), row.getInt(2)))
                        .orElseThrow()
                : null;
    }

    /** The lineage of the database, the last one, behind those that it was restored from. */
    List<UUID> lineages() throws SQLException {
        return Rows.list(
                connection, "SELECT id FROM operations.lineage ORDER BY number", row -> row.getObject(1, UUID.class));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
