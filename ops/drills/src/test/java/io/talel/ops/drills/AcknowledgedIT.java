package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.serve.ServedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a node acknowledges can be read on every node at once, whatever becomes of the node that projects it. Authors write on
 * both nodes all the while.
 */
class AcknowledgedIT {

    /** Articles that are written and read between two blows. */
    private static final int QUIET = 200;

    private static final Duration FROZEN = Duration.ofSeconds(Drill.isWhole() ? 20 : 8);

    /** Within which the other node projects. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void while_the_projecting_node_is_frozen_and_after_it_was_killed_every_article_is_read_and_none_is_not_found() {
        try (Cluster cluster = Cluster.on(SharedServers.newDatabase())) {
            Client onA = Client.of(cluster.nodeA().port()).signUp("acknowledged");
            Client onB = onA.on(cluster.nodeB().port());
            try (WritersAndReaders load = WritersAndReaders.start(List.of(onA, onA, onB, onB))) {
                load.awaitRead(QUIET, SOON);

                Client stopped = projecting(cluster) == cluster.nodeA() ? onA : onB;
                load.leave(stopped);
                try (Frozen _ = Frozen.freeze(projecting(cluster).process("api"))) {
                    long end = System.nanoTime() + FROZEN.toNanos();
                    await().atMost(TAKEOVER).until(() -> projecting(cluster).port() != stopped.port());
                    await().atMost(SOON).until(() -> System.nanoTime() > end);
                }
                await().atMost(SOON).until(() -> stopped.health().status() == 200);
                load.join(stopped);
                load.awaitRead(QUIET, SOON);

                // The node that stays is the first, since the other reads the log anew afterwards.
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
        try (Frozen _ = Frozen.freeze(node.process("api"))) {
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
