package io.talel.ops.backup.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A read-only connection to each database, even if both are the same one.
 *
 * @param eventStore events, claims, operator log
 * @param readModel tokens, generations, dead letters, rows of the projections
 */
public record Stores(Connection eventStore, Connection readModel) implements AutoCloseable {

    public static Stores open(Settings settings) throws SQLException {
        return with(settings.eventStore().read(), settings);
    }

    /** Like {@link #open}, but reads the event store as its owner without a limit of time. */
    public static Stores openToReadAll(Settings settings) throws SQLException {
        return with(settings.eventStore().readAll(), settings);
    }

    private static Stores with(Connection eventStore, Settings settings) throws SQLException {
        try {
            return new Stores(eventStore, settings.readModel().read());
        } catch (SQLException e) {
            eventStore.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (eventStore) {
            readModel.close();
        }
    }
}
