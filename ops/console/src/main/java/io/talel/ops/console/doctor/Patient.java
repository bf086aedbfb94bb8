package io.talel.ops.console.doctor;

import io.talel.ops.console.store.Settings;
import io.talel.ops.console.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * What is looked at.
 *
 * @param eventStoreOwner sees what the application's role is not shown; so does {@code readModelOwner}
 */
record Patient(Settings settings, Clock clock, Stores stores, Connection eventStoreOwner, Connection readModelOwner)
        implements AutoCloseable {

    static Patient of(Settings settings, Clock clock) throws SQLException {
        Stores stores = Stores.openToReadAll(settings);
        try {
            Connection eventStoreOwner = settings.eventStore().readAsOwner();
            try {
                return new Patient(
                        settings,
                        clock,
                        stores,
                        eventStoreOwner,
                        settings.readModel().readAsOwner());
            } catch (SQLException e) {
                eventStoreOwner.close();
                throw e;
            }
        } catch (SQLException e) {
            stores.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (stores;
                eventStoreOwner) {
            readModelOwner.close();
        }
    }
}
