package io.talel.command.database;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the event store is.
 *
 * @param username the role of the running application, which may add to the log and never change it
 * @param ownerUsername the role that owns the tables and migrates them; the same as {@code username} where there is
 *     only one
 * @param maximumPoolSize connections of one node; commands beyond it wait
 */
@ConfigurationProperties("talelio.event-store.datasource")
public record EventStoreProperties(
        String url, String username, String password, String ownerUsername, String ownerPassword, int maximumPoolSize) {

    /** Without the passwords. */
    @Override
    public String toString() {
        return "EventStoreProperties[url=%s, username=%s, ownerUsername=%s, maximumPoolSize=%d]"
                .formatted(url, username, ownerUsername, maximumPoolSize);
    }
}
