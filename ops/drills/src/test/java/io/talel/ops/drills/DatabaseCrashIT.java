package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL crashes and restarts at once while the nodes go on: they must notice that their projections have lost commits that
 * were not on the disk.
 */
class DatabaseCrashIT {

    /** Under load. */
    private static final int CRASHES = Math.max(6, DrillScale.times(50));

    /** More, after a last answer, until one has met commits that were not on the disk yet. */
    private static final int MORE_CRASHES = 10;

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private static final String LOST_COMMITS = "is not where this node has left it";

    private final List<NodeAnswer> written = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    @Test
    void rows_that_a_crash_takes_back_are_projected_again_by_the_nodes_that_live_on(@TempDir Path data) {
        LocalPostgres postgres = startWritingLate(data);
        try (Cluster cluster = Cluster.on(postgres.createDatabase("talelio"))) {
            NodeClient author = NodeClient.of(cluster.nodeA().port()).signUp("steadfast");
            for (int crash = 0;
                    crash < CRASHES || (crash < CRASHES + MORE_CRASHES && !hasLostCommits(cluster));
                    crash++) {
                boolean whole = crash % 2 == 1;
                LocalPostgres crashing = postgres;
                List<String> sessions = cluster.database().sessions();
                publishUntil(
                        cluster,
                        author,
                        crash % 3 == 2,
                        whole ? crashing::kill : () -> killSession(cluster.database()));
                if (whole) {
                    postgres = LocalPostgres.start(data, postgres.port());
                }
                awaitWrites(author);
                awaitWrites(author.on(cluster.nodeB().port()));
                assertThat(cluster.database().sessions()).doesNotContainAnyElementsOf(sessions);
            }
            String said = output(cluster);
            assertThat(said).as("no crash took back what a node had projected").contains(LOST_COMMITS);
            assertThat(failed)
                    .flatMap(title -> cluster.database().publicationsOf(title))
                    .as("recorded, answered as failed, and nobody was told")
                    .allSatisfy(event -> assertThat(said).contains("Nobody can say whether event " + event));
            assertNothingIsLost(cluster, author);
        } finally {
            postgres.close();
        }
    }

    private static boolean hasLostCommits(Cluster cluster) {
        return output(cluster).contains(LOST_COMMITS);
    }

    private static String output(Cluster cluster) {
        return cluster.nodeA().output() + cluster.nodeB().output();
    }

    /** Asynchronous commits reach the disk with the next synchronous one, or ten seconds later. */
    private static LocalPostgres startWritingLate(Path data) {
        LocalPostgres postgres = LocalPostgres.start(data, 0);
        postgres.close();
        try {
            Files.writeString(
                    data.resolve("data/postgresql.auto.conf"), "wal_writer_delay = 10s\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LocalPostgres.start(data, postgres.port());
    }

    /**
     * The crash follows an answer at once: only the log is on the disk, the rows are in memory.
     *
     * @param alone whether it is the answer to one last request, so that no other commit takes the rows to the disk
     */
    private void publishUntil(Cluster cluster, NodeClient author, boolean alone, Runnable crash) {
        try (Writers writers =
                Writers.start(List.of(author, author.on(cluster.nodeB().port())))) {
            await().until(() -> writers.written().size() >= 20);
            if (alone) {
                writers.close();
                written.add(author.publish("The last before crash " + written.size(), "Still *here*"));
            } else {
                int before = writers.written().size();
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> writers.written().size() > before);
            }
            crash.run();
            writers.close();
            written.addAll(writers.written());
            failed.addAll(writers.failed());
        }
    }

    private static void killSession(NodesDatabase database) {
        boolean killed = ProcessHandle.of(database.anySession())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        assertThat(killed).as("a session was killed").isTrue();
    }

    private void awaitWrites(NodeClient author) {
        await().atMost(RECOVERY).until(() -> {
            String title = "After crash " + written.size();
            NodeAnswer answer = author.publish(title, "Still *here*");
            written.add(answer);
            if (answer.isFailed()) {
                failed.add(title);
            }
            return answer.status() == 201;
        });
    }

    private void assertNothingIsLost(Cluster cluster, NodeClient reader) {
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
