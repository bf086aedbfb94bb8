package io.talel.ops.console.cli.schema;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the migrations of a release after this build leave behind. */
final class NextMigrations {

    static final String VERSION = "99";

    private NextMigrations() {}

    static void run(JdbcClient owner) {
        List.of("event_store", "auth", "read_model").forEach(schema -> run(owner, schema));
    }

    static void run(JdbcClient owner, String schema) {
        owner.sql("CREATE TABLE %s.next_release (id bigint)".formatted(schema)).update();
        owner.sql("""
                        INSERT INTO %1$s.flyway_schema_history
                          (installed_rank, version, description, type, script, installed_by, execution_time, success)
                        SELECT %2$s, '%2$s', 'next release', 'SQL', 'V%2$s__next_release.sql', current_user, 0, true""".formatted(schema, VERSION)).update();
    }
}
