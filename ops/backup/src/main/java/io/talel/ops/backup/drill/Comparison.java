package io.talel.ops.backup.drill;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Gap;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.restore.RestoreReport.Rebuilt;
import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares restored read models with the live ones. Skips rows whose streams have events since the backup; looks these
 * streams up after it has read the live rows, so that it misses none.
 *
 * @param range events that the backup holds
 */
record Comparison(Settings live, Database restored, EventRange range) {

    private static final int EXAMPLES = 10;

    /** The table that has one row per stream. */
    private static final String TABLE = """
            SELECT tablename::text FROM pg_tables
            JOIN pg_attribute ON attrelid = format('%I.%I', schemaname, tablename)::regclass
            WHERE schemaname = ? AND attname = 'version'""";

    private static final String COLUMNS = """
            SELECT quote_ident(attname) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname""";

    private static final String ROWS =
            "SELECT id, sha256(convert_to(ROW(%s)::text, 'UTF8')) AS hash FROM %s.%s ORDER BY id";

    ComparisonResult of(Rebuilt projection) throws SQLException {
        try (Connection ours = snapshot(live.readModel());
                Connection theirs = snapshot(restored);
                Connection log = snapshot(live.eventStore())) {
            String table = Rows.first(
                            theirs,
                            TABLE,
                            row -> row.getString(1),
                            projection.projection() + "_g" + projection.generation())
                    .orElseThrow();
            List<String> columns = columns(theirs, table);
            columns.retainAll(columns(ours, table));
            String rows = ROWS.formatted(String.join(", ", columns), Schema.READ_MODEL, table);
            Set<Long> parked = parked(ours, projection.projection());
            Set<Long> newlyParked = parked(theirs, projection.projection());
            newlyParked.removeAll(parked);
            parked.addAll(newlyParked);
            try (ReadModelRows liveRows = new ReadModelRows(ours, rows);
                    ReadModelRows restoredRows = new ReadModelRows(theirs, rows);
                    ReadModelRows moved = new ReadModelRows(
                            log,
                            EVENT_STORE.get("moved-streams"),
                            range.to(),
                            range.openGaps().stream().map(Gap::first).toArray(Long[]::new),
                            range.openGaps().stream().map(Gap::last).toArray(Long[]::new),
                            projection.projection() + "-")) {
                return compare(projection.projection(), liveRows, restoredRows, moved, parked, newlyParked);
            }
        }
    }

    private static ComparisonResult compare(
            String projection,
            ReadModelRows live,
            ReadModelRows restored,
            ReadModelRows moved,
            Set<Long> parked,
            Set<Long> newlyParked)
            throws SQLException {
        MessageDigest ofLive = Hash.sha256();
        MessageDigest ofRestored = Hash.sha256();
        List<String> examples = newlyParked.stream()
                .sorted()
                .limit(EXAMPLES)
                .map(id -> projection + "-" + id + " has dead letters in the restored read model only")
                .collect(Collectors.toCollection(ArrayList::new));
        long alike = 0;
        long differing = 0;
        long movedOn = 0;
        long leftOut = 0;
        for (long id = Math.min(live.id(), restored.id());
                id < Long.MAX_VALUE;
                id = Math.min(live.id(), restored.id())) {
            byte @Nullable [] liveHash = live.hash(id);
            byte @Nullable [] restoredHash = restored.hash(id);
            live.pass(id);
            restored.pass(id);
            if (moved.reaches(id)) {
                movedOn++;
            } else if (parked.contains(id)) {
                leftOut++;
            } else {
                add(ofLive, id, liveHash);
                add(ofRestored, id, restoredHash);
                if (Arrays.equals(liveHash, restoredHash)) {
                    alike++;
                } else {
                    differing++;
                    if (examples.size() < EXAMPLES) {
                        examples.add(example(projection + "-" + id, liveHash, restoredHash));
                    }
                }
            }
        }
        return new ComparisonResult(
                projection,
                alike,
                differing,
                movedOn,
                leftOut,
                newlyParked.size(),
                Hash.hex(ofLive.digest()),
                Hash.hex(ofRestored.digest()),
                examples);
    }

    private static void add(MessageDigest digest, long id, byte @Nullable [] hash) {
        if (hash != null) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(id).flip());
            digest.update(hash);
        }
    }

    private static String example(String stream, byte @Nullable [] live, byte @Nullable [] restored) {
        return stream + (live == null ? " is restored only" : restored == null ? " is live only" : " differs");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return new ArrayList<>(Rows.texts(connection, COLUMNS, Schema.READ_MODEL + "." + table));
    }

    private static Set<Long> parked(Connection readModel, String projection) throws SQLException {
        return Rows.list(readModel, READ_MODEL.get("parked-streams"), row -> row.getLong(1), projection).stream()
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Connection snapshot(Database database) throws SQLException {
        Connection connection = database.workAsOwner();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
