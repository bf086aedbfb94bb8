package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL crashes and is back within a moment, while the nodes live on: by themselves they would not notice that their
 * projections have lost what had not reached the disk.
 */
class DatabaseCrashIT {

    /** At any scale enough of them to meet commits that are not on the disk yet. */
    private static final int CRASHES = Math.max(6, Drill.times(50));

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final List<Answer> written = new ArrayList<>();

    @Test
    void rows_that_a_crash_takes_back_are_projected_again_by_the_nodes_that_live_on(@TempDir Path data) {
        LocalPostgres postgres = LocalPostgres.start(data, 0);
        try (Cluster cluster = Cluster.on(postgres.createDatabase("talelio"))) {
            Client author = Client.of(cluster.nodeA().port()).signUp("steadfast");
            for (int crash = 0; crash < CRASHES; crash++) {
                boolean whole = crash % 2 == 1;
                LocalPostgres crashing = postgres;
                publishUntil(cluster, author, whole ? crashing::kill : () -> killSession(cluster.database()));
                if (whole) {
                    postgres = LocalPostgres.start(data, postgres.port());
                }
                awaitWrites(author);
                awaitWrites(author.on(cluster.nodeB().port()));
            }
            assertNothingIsLost(cluster, author);
        } finally {
            postgres.close();
        }
    }

    /** The crash comes right behind an answer: what was just promised is in memory only, but for the log. */
    private void publishUntil(Cluster cluster, Client author, Runnable crash) {
        try (Writers writers =
                Writers.start(List.of(author, author.on(cluster.nodeB().port())))) {
            await().until(() -> writers.written().size() >= 20);
            int before = writers.written().size();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> writers.written().size() > before);
            crash.run();
            writers.close();
            written.addAll(writers.written());
        }
    }

    private static void killSession(Database database) {
        ProcessHandle.of(database.anySession()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void awaitWrites(Client author) {
        await().atMost(RECOVERY).until(() -> {
            Answer answer = author.publish("After crash " + written.size(), "Still *here*");
            written.add(answer);
            return answer.status() == 201;
        });
    }

    private void assertNothingIsLost(Cluster cluster, Client reader) {
        List<String> promised = written.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("/article/slug"))
                .toList();
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(promised)
                .filteredOn(slug -> reader.article(slug).status() != 200)
                .as("promised and not to be read")
                .isEmpty());
        assertThat(cluster.database().rowsOfReadModels()).isEqualTo(cluster.replayedRows());
    }
}
