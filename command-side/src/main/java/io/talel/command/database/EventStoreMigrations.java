package io.talel.command.database;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** The schemas of the write side, brought up to date by their owner. */
final class EventStoreMigrations {

    private EventStoreMigrations() {}

    static void run(EventStoreProperties properties) {
        Flyway.configure()
                .dataSource(EventStoreConnections.ofOwner(properties))
                .locations("classpath:db/event-store")
                .schemas("event_store", "claims", "personal", "operations")
                .defaultSchema("event_store")
                .placeholders(Map.of("application", properties.username()))
                .connectRetries(3)
                .load()
                .migrate();
    }
}
