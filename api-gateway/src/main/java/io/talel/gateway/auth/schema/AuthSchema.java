package io.talel.gateway.auth.schema;

import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Schema {@code auth} of the event store's database, brought up to date as its owner.
 *
 * @param application the role that may use the rows, and no more
 */
public record AuthSchema(String jdbcUrl, String owner, String ownerPassword, String application) {

    public void migrate() {
        Flyway.configure()
                .dataSource(jdbcUrl, owner, ownerPassword)
                .locations("classpath:db/auth")
                .schemas("auth")
                .placeholders(Map.of("application", application))
                .connectRetries(3)
                .load()
                .migrate();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "AuthSchema[" + jdbcUrl + "]";
    }
}
