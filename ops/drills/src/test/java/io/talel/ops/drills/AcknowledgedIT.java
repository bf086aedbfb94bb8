package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.serve.ServedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An acknowledged write can be read on every node at once, even if the projecting node fails. Authors write on both nodes all
 * the time.
 */
@Tag("timed")
class AcknowledgedIT {

    /** Articles that are written and read between two failures. */
    private static final int QUIET = 200;

    private static final Duration FROZEN = Duration.ofSeconds(DrillScale.isWhole() ? 20 : 8);

    /** Time within which the other node projects. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void while_the_projecting_node_is_frozen_and_after_it_was_killed_every_article_is_read_and_none_is_not_found() {
        try (Cluster cluster = Cluster.on(SharedServers.newDatabase())) {
            NodeClient onA = NodeClient.of(cluster.nodeA().port()).signUp("acknowledged");
            NodeClient onB = onA.on(cluster.nodeB().port());
            try (WritersAndReaders load = WritersAndReaders.start(List.of(onA, onA, onB, onB))) {
                load.awaitRead(QUIET, SOON);

                NodeClient stopped = projecting(cluster) == cluster.nodeA() ? onA : onB;
                load.leave(stopped);
                try (FrozenServer _ = FrozenServer.freeze(projecting(cluster).process("api"))) {
                    long end = System.nanoTime() + FROZEN.toNanos();
                    await().atMost(TAKEOVER).until(() -> projecting(cluster).port() != stopped.port());
                    await().atMost(SOON).until(() -> System.nanoTime() > end);
                }
                await().atMost(SOON).until(() -> stopped.health().status() == 200);
                load.join(stopped);
                load.awaitRead(QUIET, SOON);

                // Keeps the first node, since the other one reads the log again afterwards.
                if (projecting(cluster) == cluster.nodeA()) {
                    load.leave(onA);
                    takeSegments(cluster, cluster.nodeA());
                    load.join(onA);
                }
                load.leave(onB);
                cluster.nodeB().process("api").kill();
                await().atMost(TAKEOVER).until(() -> projecting(cluster) == cluster.nodeA());
                load.awaitRead(QUIET, SOON);

                load.close();
                assertThat(load.failures()).isEmpty();
                List<String> lost = new ArrayList<>(load.acknowledged());
                lost.removeIf(slug -> onA.article(slug).status() == 200);
                assertThat(lost).isEmpty();
            }
            cluster.database().awaitArticles(cluster.database().articlesPublished());
            assertThat(cluster.replayedRows()).isEqualTo(cluster.database().rowsOfReadModels());
        }
    }

    /** A node that is frozen for a while loses its segments. */
    private static void takeSegments(Cluster cluster, ServedStack node) {
        try (FrozenServer _ = FrozenServer.freeze(node.process("api"))) {
            await().atMost(TAKEOVER).until(() -> projecting(cluster) != node);
        }
    }

    /** The node that projects articles: names of owners begin with the number of the process. */
    private static ServedStack projecting(Cluster cluster) {
        long process = cluster.database()
                .number("select coalesce(max(split_part(owner, '@', 1)::bigint), 0) from read_model.token_entry"
                        + " where processor_name = 'article'");
        return cluster.nodeA().process("api").pid() == process ? cluster.nodeA() : cluster.nodeB();
    }
}
