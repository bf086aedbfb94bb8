package io.talel.ops.backup.schema;

import io.talel.ops.backup.store.Database;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Migrates the schema {@code auth} for commands that may do so; the gateway itself does not run in their process. */
public final class AuthSchemaMigration {

    private AuthSchemaMigration() {}

    public static void migrate(Database eventStore) {
        Flyway.configure()
                .dataSource(eventStore.url(), eventStore.ownerUser(), eventStore.ownerPassword())
                .locations("classpath:db/auth")
                .schemas(Schema.AUTH.toString())
                .placeholders(Map.of("application", eventStore.user()))
                .load()
                .migrate();
    }
}
