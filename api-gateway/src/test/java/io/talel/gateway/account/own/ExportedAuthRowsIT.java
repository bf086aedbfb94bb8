package io.talel.gateway.account.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ExportedAuthRowsIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));

    @BeforeEach
    void migrate() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
    }

    @Test
    void many_rows_are_read_page_by_page_and_each_of_them_once() {
        jdbc.sql("""
                        INSERT INTO auth.outbox (id, user_id, type, position, body)
                        SELECT 'msg_' || place, place % 2, 'article.published', place, '{}'
                        FROM generate_series(1, 5000) place
                        """).update();
        ExportedAuthRows records = new ExportedAuthRows(jdbc);
        List<String> rows = new ArrayList<>();

        records.each("outbox", new UserId(1), rows::add);

        assertThat(rows).hasSize(2500).doesNotHaveDuplicates().allMatch(row -> row.contains("\"user_id\": 1"));
        assertThat(records.tables()).contains("outbox", "webhook_delivery");
    }
}
