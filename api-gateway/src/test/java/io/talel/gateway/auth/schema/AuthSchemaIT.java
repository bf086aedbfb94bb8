package io.talel.gateway.auth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class AuthSchemaIT {

    private final PostgresDatabase database = SharedServers.newDatabase();

    /** As a backup does, which reads all tables in one transaction. */
    @Test
    void a_migration_does_not_wait_for_a_table_that_somebody_reads_for_long() throws SQLException {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:db/auth")
                .schemas("auth")
                .placeholders(Map.of("application", database.user()))
                .target("4")
                .load()
                .migrate();
        AuthSchema schema =
                new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user());
        try (Connection backup = owner()) {
            backup.setAutoCommit(false);
            backup.createStatement().executeQuery("SELECT * FROM auth.credential");

            assertThatThrownBy(schema::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("lock timeout");
        }

        schema.migrate();

        try (Connection owner = owner()) {
            assertThat(owner.createStatement()
                            .executeQuery("SELECT password_number FROM auth.credential")
                            .next())
                    .isFalse();
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }
}
