package io.talel.gateway.auth.credential;

import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Schema {@code auth} of the event store's database, brought up to date as its owner; the application's role may use its
 * rows only.
 */
public record CredentialSchema(String jdbcUrl, String owner, String ownerPassword, String application) {

    public void migrate() {
        Flyway.configure()
                .dataSource(jdbcUrl, owner, ownerPassword)
                .schemas("auth")
                .locations("classpath:db/auth")
                .placeholders(Map.of("application", application))
                .load()
                .migrate();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CredentialSchema[" + jdbcUrl + "]";
    }
}
