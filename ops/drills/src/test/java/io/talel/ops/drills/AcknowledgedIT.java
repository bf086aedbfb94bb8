package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.serve.ServedStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a node acknowledges can be read on every node at once, whatever becomes of the node that projects it. */
class AcknowledgedIT {

    private static final int AUTHORS = 4;

    /** Longest time from the answer to a write until its article can be read. */
    private static final Duration READABLE = Duration.ofMillis(300);

    private static final Duration FROZEN = Duration.ofSeconds(Drill.isWhole() ? 20 : 8);

    /** With both nodes, and after one was killed. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration TAKEOVER = Duration.ofSeconds(40);

    @Test
    void while_the_projecting_node_is_frozen_and_after_it_was_killed_every_article_is_read_and_none_is_not_found() {
        try (Cluster cluster = Cluster.on(SharedServers.newDatabase())) {
            Client author = Client.of(cluster.nodeA().port()).signUp("acknowledged");
            Client beside = author.on(cluster.nodeB().port());
            writeAndRead(QUIET, author, beside);
            writeAndRead(QUIET, beside, author);

            ServedStack projecting = projecting(cluster);
            try (Frozen _ = Frozen.freeze(projecting.process("api"))) {
                writeAndRead(FROZEN, author.on(other(cluster, projecting).port()));
            }
            if (projecting(cluster) == cluster.nodeA()) {
                try (Frozen _ = Frozen.freeze(cluster.nodeA().process("api"))) {
                    await().atMost(TAKEOVER).until(() -> projecting(cluster) == cluster.nodeB());
                }
            }

            cluster.nodeB().process("api").kill();

            writeAndRead(QUIET, author);
            await().atMost(TAKEOVER).until(() -> projecting(cluster) == cluster.nodeA());
            cluster.database().awaitArticles(cluster.database().articlesPublished());
            assertThat(cluster.replayedRows()).isEqualTo(cluster.database().rowsOfReadModels());
        }
    }

    /** Several write on a node at once and read there and on other nodes. */
    private static void writeAndRead(Duration time, Client node, Client... others) {
        long end = System.nanoTime() + time.toNanos();
        AtOnce.run(AUTHORS, caller -> {
            for (int i = 0; System.nanoTime() < end; i++) {
                Answer written = node.publish("Acknowledged " + caller + " " + i, "Text.");
                long acknowledged = System.nanoTime();
                assertThat(written.status()).as("%s", written).isEqualTo(201);
                String slug = written.text("/article/slug");
                assertReadable(node, slug, acknowledged);
                for (Client other : others) {
                    assertReadable(other, slug, acknowledged);
                }
            }
            return caller;
        });
    }

    private static void assertReadable(Client node, String slug, long acknowledged) {
        Answer read = node.article(slug);
        while (read.status() == 503 && System.nanoTime() - acknowledged < READABLE.toNanos()) {
            read = node.article(slug);
        }
        assertThat(read.status()).as("%s", read).isEqualTo(200);
    }

    /** The node that projects articles: names of owners begin with the number of the process. */
    private static ServedStack projecting(Cluster cluster) {
        long process = cluster.database()
                .number("select coalesce(max(split_part(owner, '@', 1)::bigint), 0) from read_model.token_entry"
                        + " where processor_name = 'article'");
        return cluster.nodeA().process("api").pid() == process ? cluster.nodeA() : cluster.nodeB();
    }

    private static ServedStack other(Cluster cluster, ServedStack node) {
        return node == cluster.nodeA() ? cluster.nodeB() : cluster.nodeA();
    }
}
