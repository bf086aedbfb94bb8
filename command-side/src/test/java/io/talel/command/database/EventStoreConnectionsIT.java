package io.talel.command.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EventStoreConnectionsIT {

    @Test
    void the_error_of_a_batch_tells_the_constraint_and_no_values() throws SQLException {
        PostgresDatabase database = SharedServers.newDatabase();
        try (Node node = Node.on(database);
                Connection connection = EventStoreConnections.unpooled(node.bean(EventStoreProperties.class))
                        .getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO claims.claimed_username (username, user_id) VALUES (?, ?)")) {
            for (int id = 1; id <= 2; id++) {
                insert.setString(1, "lovelace");
                insert.setLong(2, id);
                insert.addBatch();
            }

            BatchUpdateException error = catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);

            StringWriter printed = new StringWriter();
            error.printStackTrace(new PrintWriter(printed));
            assertThat(error.getSQLState()).isEqualTo("23505");
            assertThat(printed.toString()).contains("claimed_username").doesNotContain("lovelace");
            assertThat(error.getNextException().getMessage()).doesNotContain("lovelace");
        }
    }
}
