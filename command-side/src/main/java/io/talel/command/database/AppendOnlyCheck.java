package io.talel.command.database;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says at start-up when the application has a role that could take the log's protection away. */
final class AppendOnlyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AppendOnlyCheck.class);

    private final JdbcClient jdbc;

    AppendOnlyCheck(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Whether only the trigger refuses changes, since the role of the application has the right to make them. */
    boolean onlyTheTriggerProtects() {
        return jdbc.sql("SELECT has_table_privilege('event_store.domain_event', 'UPDATE, DELETE, TRUNCATE')")
                .query(Boolean.class)
                .single();
    }

    void warn() {
        if (onlyTheTriggerProtects()) {
            LOG.warn("The application connects as a role that may change the event log, so that only a trigger protects"
                    + " it. Name the owner of the tables by DB_OWNER_USER and DB_OWNER_PASSWORD, and by DB_USER a role"
                    + " of its own for the application.");
        }
    }
}
