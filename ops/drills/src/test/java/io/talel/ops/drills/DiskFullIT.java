package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database fills while authors write and read on two nodes. The database counts as answering until then and again
 * from the moment that there is room.
 */
@Tag("timed")
class DiskFullIT {

    /** Articles that are read before the disk is full, and again afterwards. */
    private static final int QUIET = 200;

    /**
     * Between two articles of an author. PostgreSQL stops if it has no room for the next file of its log, and refused writes fill
     * that, too. A write takes some 20 KB of it.
     */
    private static final Duration PAUSE = Duration.ofMillis(25);

    /**
     * Its row takes a page, while its event is compressed and fits into one that is there. So the log goes on when the disk is full,
     * and articles are acknowledged that no node can show yet.
     */
    private static final String TEXT = "Body ".repeat(400);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void writes_are_put_off_while_the_disk_is_full_reads_go_on_and_room_is_all_that_is_needed(@TempDir Path data) {
        try (SmallDisk disk = SmallDisk.mount(data);
                Cluster cluster = Cluster.in(data.resolve("nodes"))) {
            NodeClient onA = NodeClient.of(cluster.nodeA().port()).signUp("hoarder");
            NodeClient onB = onA.on(cluster.nodeB().port());
            List<NodeClient> nodes = List.of(onA, onB);
            try (WritersAndReaders load = WritersAndReaders.start(List.of(onA, onA, onB, onB), PAUSE, TEXT)) {
                load.awaitRead(QUIET, LIMIT);
                List<String> before = load.acknowledged();

                load.databaseRefuses();
                cluster.database().awaitFreshLogFile(LIMIT);
                disk.fill();
                List<NodeAnswer> answers = nodes.stream()
                        .flatMap(node -> publishUntilPutOff(node, nodes))
                        .toList();
                assertThat(cluster.nodeA().process("postgres").isAlive())
                        .as("PostgreSQL, which needed no other file of its log")
                        .isTrue();
                assertReadable(before, nodes);
                assertThat(nodes).allMatch(node -> node.health().status() == 200);

                disk.free();
                load.databaseAnswers();
                nodes.forEach(node -> await().atMost(LIMIT)
                        .until(() ->
                                node.publish("After the flood", "Dry again").status() == 201));
                load.awaitRead(QUIET, LIMIT);

                load.close();
                assertThat(load.failures()).isEmpty();
                assertReadable(load.acknowledged(), nodes);
                assertThat(answers)
                        .allMatch(answer -> answer.status() == 503
                                || nodes.stream().allMatch(node -> isReadable(answer.text("/article/slug"), node)));
            }
        }
    }

    private static Stream<NodeAnswer> publishUntilPutOff(NodeClient author, List<NodeClient> readers) {
        List<NodeAnswer> answers = new ArrayList<>();
        await().atMost(LIMIT).until(() -> {
            NodeAnswer answer = author.publish("One too many", TEXT);
            answers.add(answer);
            if (answer.status() == 201) {
                String slug = answer.text("/article/slug");
                assertThat(readers).noneMatch(reader -> reader.article(slug).status() == 404);
            }
            return answer.status() == 503;
        });
        assertThat(answers.getLast().headers().firstValue("Retry-After")).isPresent();
        return answers.stream();
    }

    private static void assertReadable(List<String> articles, List<NodeClient> nodes) {
        assertThat(ConcurrentCalls.run(nodes.size(), node -> unreadable(articles, nodes.get(node))))
                .allMatch(List::isEmpty);
    }

    private static List<String> unreadable(List<String> articles, NodeClient node) {
        return articles.stream().filter(slug -> !isReadable(slug, node)).toList();
    }

    private static boolean isReadable(String slug, NodeClient node) {
        return node.article(slug).status() == 200;
    }
}
