package io.talel.ops.backup.drill;

import static io.talel.ops.backup.store.ShippedSql.READ_MODEL;

import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Position of a live read model. */
record LivePosition(Database readModel, String projection) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 200;

    /** Waits until the read model has reached a place of the log. */
    void await(long place) throws SQLException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = readModel.readAsOwner()) {
            long reached = reached(connection);
            while (reached < place) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "the live read model of %s has reached only place %d of the log, not %d: there is nothing to compare with"
                                    .formatted(projection, reached, place));
                }
                Thread.sleep(LOOK_MILLIS);
                reached = reached(connection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Place of the segment that is furthest behind. */
    private long reached(Connection connection) throws SQLException {
        return Rows.number(connection, READ_MODEL.get("least-place"), projection);
    }
}
