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

    private static final String SHOW_UP_AND_COUNT = """
            WITH here AS (
                INSERT INTO read_model.processor_node (processor_name, node, seen_at)
                VALUES (:processor, :node, now())
                ON CONFLICT (processor_name, node) DO UPDATE SET seen_at = now()
            )
            SELECT (SELECT count(*)
                    FROM read_model.processor_node
                    WHERE processor_name = :processor
                      AND node <> :node
                      AND seen_at > now() - make_interval(secs => :silence)) AS others,
                   (SELECT count(*) FROM read_model.token_entry WHERE processor_name = :processor) AS segments
            """;

    private static final String LEAVE = """
            DELETE FROM read_model.processor_node
            WHERE processor_name = :processor
              AND (node = :node OR seen_at < now() - interval '1 day')
            """;

    private final JdbcClient jdbc;
    private final Node node;

    SegmentShare(DataSource readModelDataSource, Node node) {
        this.jdbc = JdbcClient.create(readModelDataSource);
        this.node = node;
    }

    @Override
    public int getMaxSegments(String processor) {
        return jdbc.sql(SHOW_UP_AND_COUNT)
                .param("processor", processor)
                .param("node", node.name())
                .param("silence", SILENCE.toSeconds())
                .query((row, _) -> Math.ceilDiv(row.getInt("segments"), row.getInt("others") + 1))
                .single();
    }

    /** Leaves its part to the others at once; rows of nodes that were killed go with it. */
    void leave(String processor) {
        jdbc.sql(LEAVE).param("processor", processor).param("node", node.name()).update();
    }
}
