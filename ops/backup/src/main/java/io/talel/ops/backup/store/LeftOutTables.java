package io.talel.ops.backup.store;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The runs, and the tables that their owners leave out of backups. A backup of an older build may have some of them. */
public final class LeftOutTables {

    private LeftOutTables() {}

    public static List<String> in(Connection eventStore) throws SQLException {
        List<String> names = Rows.texts(eventStore, EVENT_STORE.get("left-out-of-backups"));
        names.addAll(Rows.texts(eventStore, AUTH.get("left-out-of-backups")));
        names.add("operations.backup_run");
        return names;
    }
}
