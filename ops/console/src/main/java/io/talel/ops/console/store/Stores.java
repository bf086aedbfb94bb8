package io.talel.ops.console.store;

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
        Connection eventStore = settings.eventStore().read();
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
