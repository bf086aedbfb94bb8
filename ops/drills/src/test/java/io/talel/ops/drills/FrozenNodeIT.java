package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that stands still for longer than its claims last wakes up believing that it still projects. */
class FrozenNodeIT {

    /** Claims end after 10 s; the other node then needs a moment to take over and to catch up. */
    private static final Duration TAKEOVER = Duration.ofSeconds(40);

    private static final int ROUNDS = Drill.times(10);

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void thaw() {
        Signal.CONT.to(cluster.nodeA());
    }

    @Test
    void it_neither_doubles_nor_loses_a_row() {
        Client author = Client.of(cluster.portB()).signUp("sleepless");
        for (int round = 0; round < ROUNDS; round++) {
            freezeAndThaw(author);
        }

        await().atMost(TAKEOVER).untilAsserted(() -> assertThat(cluster.database()
                        .number("select count(*) from read_model.article"))
                .isEqualTo(cluster.database().articlesPublished()));
        assertThat(cluster.replayedRows())
                .isEqualTo(cluster.database().rowsOfReadModels());
    }

    private void freezeAndThaw(Client author) {
        List<Client> authors = List.of(author, author, author.on(cluster.portA()), author.on(cluster.portA()));
        try (Writers writers = Writers.start(authors)) {
            await().until(() -> writers.written().size() > 50);
            Signal.STOP.to(cluster.nodeA());
            Answer last = author.publish("Written while the other node sleeps", "Wide awake");
            await().atMost(TAKEOVER)
                    .until(() -> author.article(last.text("/article/slug")).status() == 200);
            Signal.CONT.to(cluster.nodeA());
            int writtenBefore = writers.written().size();
            await().atMost(TAKEOVER).until(() -> writers.written().size() > writtenBefore + 50);
        }
    }
}
