package io.talel.ops.backup.restore;

import io.talel.ops.backup.format.EventRange;
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

    private static final String BY_TYPE =
            "SELECT event_name, count(*) AS events FROM event_store.domain_event GROUP BY event_name";

    private static final String BROKEN = """
            SELECT count(*) FROM (
                SELECT FROM event_store.domain_event
                GROUP BY aggregate_identifier
                HAVING count(*) <> max(sequence_number) + 1) stream""";

    static LogInvariants of(Connection owner) throws SQLException {
        SortedMap<String, Long> byType = new TreeMap<>();
        Rows.list(owner, BY_TYPE, row -> byType.put(row.getString("event_name"), row.getLong("events")));
        return new LogInvariants(
                byType.values().stream().mapToLong(Long::longValue).sum(),
                Rows.number(owner, "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event"),
                byType,
                Rows.number(owner, BROKEN));
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
