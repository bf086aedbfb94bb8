package io.talel.ops.backup.restore;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.restore.copy.RestoreMismatch;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of the restored log.
 *
 * @param last the greatest place; 0 for an empty log
 * @param brokenStreams streams that lack an event before their last one
 */
record LogInvariants(long events, long last, SortedMap<String, Long> byType, long brokenStreams) {

    static LogInvariants of(Connection owner) throws SQLException {
        SortedMap<String, Long> byType = new TreeMap<>();
        Rows.list(
                owner,
                EVENT_STORE.get("events-by-name"),
                row -> byType.put(row.getString("event_name"), row.getLong("events")));
        return new LogInvariants(
                byType.values().stream().mapToLong(Long::longValue).sum(),
                Rows.number(owner, EVENT_STORE.get("log-end")),
                byType,
                Rows.number(owner, EVENT_STORE.get("number-of-broken-streams")));
    }

    /** @throws RestoreMismatch if the counts differ from the manifest's */
    void require(EventRange range) throws RestoreMismatch {
        if (events != range.total()) {
            throw new RestoreMismatch("there are %d events instead of %d".formatted(events, range.total()));
        }
        if (last != range.to()) {
            throw new RestoreMismatch("the last event is at %d instead of %d".formatted(last, range.to()));
        }
        if (!byType.equals(range.totalByType())) {
            throw new RestoreMismatch("there are %s instead of %s".formatted(byType, range.totalByType()));
        }
    }
}
