package io.talel.ops.console.imports;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Whether nodes work on an event store: they hold drawn numbers, which an import may need. */
public final class RunningNodes {

    /** Every process with a command side listens to the log. */
    private static final String LISTENERS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'talelio-log-%'""";

    /** The session of a process that has just ended stays for a moment. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private RunningNodes() {}

    /** @throws Refused if there are nodes */
    public static void requireNone(Database database) throws SQLException {
        try (Connection eventStore = database.read()) {
            for (int look = 0; look < LOOKS; look++) {
                if (Rows.number(eventStore, LISTENERS) == 0) {
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refused("nodes or consoles work on %s; end them first".formatted(database));
    }
}
