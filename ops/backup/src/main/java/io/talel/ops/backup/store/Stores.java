package io.talel.ops.backup.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection to each database, also where they are the same one. They are for looking only.
 *
 * @param eventStore events, claims, the operator log
 * @param readModel tokens, generations, dead letters, the rows of the projections
 */
public record Stores(Connection eventStore, Connection readModel) implements AutoCloseable {

    public static Stores open(Settings settings) throws SQLException {
        return with(settings.eventStore().read(), settings);
    }

    /** As {@link #open}, but the event store as its owner, without a limit of time. */
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
