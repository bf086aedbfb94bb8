package io.talel.query.datasource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the read models are.
 *
 * @param username the role that projections and queries work as; it may change rows, never tables
 * @param ownerUsername the role that owns schemas, tables and views
 * @param projectionConnections most connections of the projections; two for each processor's threads and one for each
 *     of their coordinators, and one to look for awaited versions, are ten
 * @param queryConnections most connections of the queries: more than a few for each core of the database only queue there
 */
@ConfigurationProperties("talelio.read-model.datasource")
public record ReadModelProperties(
        String url,
        String username,
        String password,
        String ownerUsername,
        String ownerPassword,
        @DefaultValue("10") int projectionConnections,
        @DefaultValue("10") int queryConnections) {

    /** Without the passwords, which belong in no log. */
    @Override
    public String toString() {
        return "ReadModelProperties[url=%s, username=%s, ownerUsername=%s]".formatted(url, username, ownerUsername);
    }
}
