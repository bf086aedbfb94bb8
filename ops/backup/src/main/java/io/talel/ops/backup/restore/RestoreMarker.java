package io.talel.ops.backup.restore;

import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Marks a database whose restore has not finished: nodes, and commands that need the code of both sides, refuse to use
 * it. The mark is a failed migration, which Flyway never skips; its description tells people why.
 */
final class RestoreMarker {

    private static final String SCRIPT = "restore";

    private static final String SET = """
            INSERT INTO %1$s.flyway_schema_history
              (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, NULL, 'this database is being restored, or its restore failed', 'SQL', ?,
                   NULL, current_user, 0, false
            FROM %1$s.flyway_schema_history""".formatted(Schema.EVENT_STORE);

    private RestoreMarker() {}

    static void mark(Connection owner) throws SQLException {
        Rows.change(owner, SET, SCRIPT);
    }

    static void clear(Connection owner) throws SQLException {
        Rows.change(
                owner,
                "DELETE FROM %s.flyway_schema_history WHERE NOT success AND script = ?".formatted(Schema.EVENT_STORE),
                SCRIPT);
    }
}
