package io.talel.command.database;

import io.talel.kernel.LogLineage;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the lineage of the log from its database. */
final class StoredLineage implements LogLineage {

    private static final String CURRENT = """
            SELECT id, (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS head
            FROM operations.lineage
            ORDER BY number DESC
            LIMIT 1""";

    private final JdbcClient jdbc;

    StoredLineage(DataSource eventStoreDataSource) {
        this.jdbc = JdbcClient.create(eventStoreDataSource);
    }

    @Override
    public Current current() {
        return jdbc.sql(CURRENT)
                .query((row, _) -> new Current(row.getObject("id", UUID.class), row.getLong("head")))
                .single();
    }
}
