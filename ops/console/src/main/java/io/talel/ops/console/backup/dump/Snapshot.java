package io.talel.ops.console.backup.dump;

import io.talel.ops.console.backup.archive.Column;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** One state of the event store's database, which stays the same however long it is read. */
final class Snapshot implements AutoCloseable {

    /** Who may be about to add to the log: whoever draws a place holds this lock until the transaction has ended. */
    private static final String WRITERS = """
            SELECT virtualtransaction FROM pg_locks
            WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND relation = 'event_store.domain_event_global_index_seq'::regclass
            ORDER BY 1""";

    /** Everything but what can be made again, or says what was done with backups. */
    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname = ANY (?)
              AND tablename <> 'flyway_schema_history'
              AND schemaname || '.' || tablename NOT IN
                  ('event_store.domain_event', 'event_store.snapshot', 'operations.backup_run')
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

    private final Connection connection;
    private final List<String> writersBefore;
    private final List<String> writersAfter;
    private final Instant at;

    private Snapshot(Connection connection, List<String> before, List<String> after, Instant at) {
        this.connection = connection;
        this.writersBefore = before;
        this.writersAfter = after;
        this.at = at;
    }

    /** @param connection of the owner; it is closed with the snapshot */
    static Snapshot of(Connection connection) throws SQLException {
        if (Rows.first(connection, "SELECT pg_is_in_recovery()", row -> row.getBoolean(1))
                .orElseThrow()) {
            throw new Refused("this server is a standby, which does not show who is about to write; ask the primary");
        }
        if (Rows.number(connection, UNFINISHED) > 0) {
            throw new Refused("a restore into this database was not completed: nothing of it is worth a backup");
        }
        List<String> before = writers(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // The log is read in the order of its index, never gathered and sorted.
            statement.execute("SET LOCAL enable_sort = off");
        }
        Instant at = Rows.first(connection, "SELECT clock_timestamp() AS at", row -> Rows.time(row, "at"))
                .orElseThrow();
        return new Snapshot(connection, before, writers(connection), at);
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
