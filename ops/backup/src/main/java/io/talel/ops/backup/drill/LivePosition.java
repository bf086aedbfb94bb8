package io.talel.ops.backup.drill;

import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Position of a live read model. */
record LivePosition(Database readModel, String projection) {

    /** Position of the segment that is furthest behind; -1 at the beginning. */
    private static final String LEAST = """
            SELECT coalesce(min(coalesce((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint, -1)), -1)
            FROM read_model.token_entry WHERE processor_name = ?""";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 200;

    /** Waits until the read model has reached a place of the log. */
    void await(long place) throws SQLException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = readModel.readAsOwner()) {
            long reached = Rows.number(connection, LEAST, projection);
            while (reached < place) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "the live read model of %s has reached only place %d of the log, not %d: there is nothing to compare with"
                                    .formatted(projection, reached, place));
                }
                Thread.sleep(LOOK_MILLIS);
                reached = Rows.number(connection, LEAST, projection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
