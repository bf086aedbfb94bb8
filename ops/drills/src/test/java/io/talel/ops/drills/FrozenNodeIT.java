package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that stands still for longer than its claims last wakes up believing that it still projects. */
class FrozenNodeIT {

    /** As promised, although both nodes are busy. */
    private static final Duration TAKEOVER = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(40);

    private static final int ROUNDS = DrillScale.times(10);

    private final Cluster cluster = Cluster.shared();

    @Test
    void it_neither_doubles_nor_loses_a_row() {
        NodeClient author = NodeClient.of(cluster.nodeB().port()).signUp("sleepless");
        for (int round = 0; round < ROUNDS; round++) {
            freezeAndThaw(author);
        }

        NodesDatabase database = cluster.database();
        database.awaitArticles(database.articlesPublished());
        assertThat(cluster.replayedRows()).isEqualTo(database.rowsOfReadModels());
    }

    private void freezeAndThaw(NodeClient author) {
        NodeClient onFrozen = author.on(cluster.nodeA().port());
        try (Writers writers = Writers.start(List.of(author, author, onFrozen, onFrozen))) {
            await().until(() -> writers.written().size() > 50);
            try (FrozenServer _ = FrozenServer.freeze(cluster.nodeA().process("api"))) {
                Instant frozen = Clock.systemUTC().instant();
                await().atMost(TAKEOVER).until(() -> claimedBefore(frozen) == 0);
                String slug = author.publish("Written while the other node sleeps", "Wide awake")
                        .text("/article/slug");
                assertThat(author.article(slug).status()).isEqualTo(200);
            }
            int writtenBefore = writers.written().size();
            await().atMost(SOON).until(() -> writers.written().size() > writtenBefore + 50);
        }
    }

    /** Segments whose claim has not been extended since then. */
    private long claimedBefore(Instant time) {
        return cluster.database()
                .number("select count(*) from read_model.token_entry where timestamp::timestamptz < '%s'"
                        .formatted(time));
    }
}
