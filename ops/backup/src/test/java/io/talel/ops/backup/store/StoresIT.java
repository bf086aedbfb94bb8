package io.talel.ops.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StoresIT {

    private final Settings settings = new Settings(SharedServers.newDatabase().environment());

    @Test
    void who_reads_the_whole_log_may_take_as_long_as_the_log_is() throws SQLException {
        try (Stores stores = Stores.openToReadAll(settings)) {
            assertThat(longestStatement(stores.eventStore())).isEqualTo("0");
        }
    }

    @Test
    void other_commands_have_a_limit_of_time() throws SQLException {
        try (Stores stores = Stores.open(settings)) {
            assertThat(longestStatement(stores.eventStore())).isEqualTo("30s");
            assertThat(longestStatement(stores.readModel())).isEqualTo("30s");
        }
    }

    private static String longestStatement(Connection connection) throws SQLException {
        return Rows.first(connection, "SHOW statement_timeout", row -> row.getString(1))
                .orElseThrow();
    }
}
