package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.store.Settings;
import io.talel.ops.backup.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * What the checks look at.
 *
 * @param stores the event store with its owner's rights
 * @param readModelOwner sees rows hidden from the application's role
 */
record DoctorContext(Settings settings, Clock clock, Stores stores, Connection readModelOwner)
        implements AutoCloseable {

    static DoctorContext of(Settings settings, Clock clock) throws SQLException {
        Stores stores = Stores.openToReadAll(settings);
        try {
            return new DoctorContext(
                    settings, clock, stores, settings.readModel().readAsOwner());
        } catch (SQLException e) {
            stores.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (stores) {
            readModelOwner.close();
        }
    }
}
