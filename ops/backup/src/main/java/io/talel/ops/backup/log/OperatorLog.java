package io.talel.ops.backup.log;

import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Table {@code operations.operator_log} in the event store's database.
 *
 * @param eventStore writable, unless entries are only listed
 */
public record OperatorLog(Connection eventStore) {

    /** Longest reason that an operator may give, in UTF-16 characters, as browsers count a field. */
    public static final int LONGEST_REASON = 500;

    private static final String APPEND = """
            INSERT INTO operations.operator_log (operator, host, command, reason) VALUES (?, ?, ?, ?) RETURNING id""";

    private static final String COMPLETE = """
            UPDATE operations.operator_log SET finished_at = now(), outcome = ?, details = ?
            WHERE id = ? AND outcome IS NULL""";

    private static final String NOTE =
            "UPDATE operations.operator_log SET details = ? WHERE id = ? AND outcome IS NULL";

    private static final String LIST = """
            SELECT id, at, operator, host, command, reason, finished_at, outcome, details
            FROM operations.operator_log
            WHERE id < ?
            ORDER BY id DESC
            LIMIT ?""";

    /** Adds an entry before the command changes anything. */
    public long append(Operator operator, String command, String reason) throws SQLException {
        return Rows.number(eventStore, APPEND, operator.name(), operator.host(), command, reason);
    }

    public void complete(long id, Outcome outcome, String details) throws SQLException {
        Rows.change(eventStore, COMPLETE, outcome.toString(), details, id);
    }

    /** Adds details to an entry whose outcome is unknown; the entry stays without one. */
    public void note(long id, String details) throws SQLException {
        Rows.change(eventStore, NOTE, details, id);
    }

    /** Newest entries, the newest first. */
    public List<OperatorLogEntry> newest(int limit) throws SQLException {
        return before(Long.MAX_VALUE, limit);
    }

    /** Entries before the given one, the newest first. */
    public List<OperatorLogEntry> before(long id, int limit) throws SQLException {
        return Rows.list(eventStore, LIST, Rows.to(OperatorLogEntry.class), id, limit);
    }
}
