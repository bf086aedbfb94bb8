package io.talel.query.processor;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.visibility.VersionListener;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Shares the segments of a processor among the nodes; Axon would give them to the first node. Every node reports that it is
 * alive and takes its part of the segments, rounded up. A node that is silent for the timeout of a claim no longer counts, by
 * the clock of the database. A node whose session has ended is gone, and its claims are released.
 */
final class SegmentShare {

    private static final Duration SILENCE = SegmentClaimTimes.TIMEOUT;

    private static final String SHOW_UP_AND_COUNT = """
            WITH here AS (
                INSERT INTO read_model.processor_node (processor_name, node, seen_at, listener, listening_since)
                SELECT :processor, :node, now(), session.pid, session.backend_start
                FROM (VALUES (true)) AS one
                LEFT JOIN pg_stat_activity session
                       ON session.pid = :listener AND session.application_name = :application
                ON CONFLICT (processor_name, node) DO UPDATE
                SET seen_at = excluded.seen_at, listener = excluded.listener, listening_since = excluded.listening_since
            ), gone AS (
                DELETE FROM read_model.processor_node
                WHERE processor_name = :processor AND node IN (
                    SELECT other.node
                    FROM read_model.processor_node other
                    WHERE other.processor_name = :processor AND other.node <> :node AND other.listener IS NOT NULL
                      AND NOT EXISTS (SELECT FROM pg_stat_activity session
                                      WHERE session.pid = other.listener
                                        AND coalesce(session.backend_start = other.listening_since, true))
                    FOR UPDATE OF other SKIP LOCKED)
                RETURNING node
            ), released AS (
                UPDATE read_model.token_entry SET owner = NULL
                WHERE processor_name = :processor AND owner IN (SELECT node FROM gone)
            )
            SELECT (SELECT count(*)
                    FROM read_model.processor_node
                    WHERE processor_name = :processor
                      AND node <> :node
                      AND node NOT IN (SELECT node FROM gone)
                      AND seen_at > now() - make_interval(secs => :silence)) AS others,
                   (SELECT count(*) FROM read_model.token_entry WHERE processor_name = :processor) AS segments
            """;

    private static final String LEAVE = """
            DELETE FROM read_model.processor_node
            WHERE processor_name = :processor
              AND (node = :node OR seen_at < now() - interval '1 day')
            """;

    private final JdbcClient jdbc;
    private final NodeName node;
    private final VersionListener listener;

    SegmentShare(DataSource readModelDataSource, NodeName node, VersionListener listener) {
        this.jdbc = JdbcClient.create(readModelDataSource);
        this.node = node;
        this.listener = listener;
    }

    /** Reports that this node is alive, and counts the segments that it should own. */
    int segmentsOf(String processor) {
        return jdbc.sql(SHOW_UP_AND_COUNT)
                .param("processor", processor)
                .param("node", node.name())
                .param("listener", listener.process())
                .param("application", ReadModelConnections.LISTENER)
                .param("silence", SILENCE.toMillis() / 1000.0)
                .query((row, _) -> Math.ceilDiv(row.getInt("segments"), row.getInt("others") + 1))
                .single();
    }

    /** Leaves this node's part to the others at once, and deletes the rows of killed nodes. */
    void leave(String processor) {
        jdbc.sql(LEAVE).param("processor", processor).param("node", node.name()).update();
    }
}
