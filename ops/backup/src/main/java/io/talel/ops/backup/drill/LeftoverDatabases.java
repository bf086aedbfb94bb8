package io.talel.ops.backup.drill;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Scratch databases of drills that were killed: each is a full copy, keys of personal data included. */
public final class LeftoverDatabases {

    /** Scratch databases without a connection; a running drill is connected to its own, except while it creates it. */
    private static final String LEFT = """
            SELECT datname FROM pg_database
            WHERE datname ~ '^talelio_drill_[0-9]{14}_[0-9a-f]{8}$'
              AND substring(datname FROM 15 FOR 14)
                  < to_char(now() AT TIME ZONE 'UTC' - interval '10 minutes', 'YYYYMMDDHH24MISS')
              AND pg_has_role(datdba, 'USAGE')
              AND NOT EXISTS (SELECT FROM pg_stat_activity session WHERE session.datname = pg_database.datname)
            ORDER BY datname""";

    private LeftoverDatabases() {}

    /** Names of the leftover databases on this server that the role may drop. */
    public static List<String> on(Connection server) throws SQLException {
        return Rows.texts(server, LEFT);
    }
}
