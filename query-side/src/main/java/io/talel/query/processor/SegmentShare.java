package io.talel.query.processor;

import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Shares the segments of a processor out among the nodes, which Axon leaves to whoever comes first: every node says that
 * it is there and takes its part of the segments, rounded up. A node that is silent for as long as a claim is honoured no
 * longer counts, by the clock of the database.
 */
final class SegmentShare implements MaxSegmentProvider {

    private static final Duration SILENCE = TokenStoreAutoConfiguration.CLAIM_TIMEOUT;

    private static final String SHOW_UP_AND_COUNT_OTHERS = """
            WITH here AS (
                INSERT INTO read_model.processor_node (processor_name, node, seen_at)
                VALUES (:processor, :node, now())
                ON CONFLICT (processor_name, node) DO UPDATE SET seen_at = now()
            )
            SELECT count(*)
            FROM read_model.processor_node
            WHERE processor_name = :processor
              AND node <> :node
              AND seen_at > now() - make_interval(secs => :silence)
            """;

    private static final String LEAVE = """
            DELETE FROM read_model.processor_node
            WHERE processor_name = :processor
              AND (node = :node OR seen_at < now() - interval '1 day')
            """;

    private final JdbcClient jdbc;
    private final Node node;
    private final int segments;

    SegmentShare(DataSource readModelDataSource, Node node, int segments) {
        this.jdbc = JdbcClient.create(readModelDataSource);
        this.node = node;
        this.segments = segments;
    }

    @Override
    public int getMaxSegments(String processor) {
        int others = jdbc.sql(SHOW_UP_AND_COUNT_OTHERS)
                .param("processor", processor)
                .param("node", node.name())
                .param("silence", SILENCE.toSeconds())
                .query(Integer.class)
                .single();
        return Math.ceilDiv(segments, others + 1);
    }

    /** Leaves its part to the others at once; rows of nodes that were killed go with it. */
    void leave(String processor) {
        jdbc.sql(LEAVE).param("processor", processor).param("node", node.name()).update();
    }
}
