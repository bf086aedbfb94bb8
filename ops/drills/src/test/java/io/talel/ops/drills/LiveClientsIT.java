package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thousand clients that follow the events of one node. Its heap is smaller than that of {@code make serve-api}: classes, code
 * and threads take 260 MB of the 400, and a node takes all of its heap before it collects anything, with clients or without.
 */
class LiveClientsIT {

    private static final Logger LOG = LoggerFactory.getLogger(LiveClientsIT.class);

    private static final int CLIENTS = 1_000;
    private static final int ARTICLES = 200;
    private static final String HEAP = "-Xmx128m";
    private static final long MOST_RESIDENT_KIB = 400 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static ServedStack stack;

    @BeforeAll
    static void a_node(@TempDir Path data) {
        stack = Cluster.launch(data, Map.of(), List.of(HEAP)).awaitReady();
    }

    @AfterAll
    static void it_stops() {
        stack.close();
    }

    @Test
    void all_of_them_get_everything_in_order_in_little_memory_however_they_are_cut_off() {
        NodeClient author = NodeClient.of(stack.port()).signUp("live");
        author.publish("Before anybody follows", "");
        long alone = resident();
        List<LiveFollower> followers = new ArrayList<>();
        for (int i = 0; i < DrillScale.times(CLIENTS); i++) {
            followers.add(LiveFollower.now(stack.port()));
        }
        await().atMost(PATIENCE).until(() -> followers.stream().allMatch(LiveFollower::hasBegun));
        long start = followers.getFirst().last();
        long idle = resident();

        publish(author, "First");
        List<Long> first = awaitAll(followers, DrillScale.times(ARTICLES));
        followers.forEach(LiveFollower::close);
        publish(author, "Second");
        List<LiveFollower> resumed = followers.stream()
                .map(follower -> LiveFollower.after(stack.port(), follower.last()))
                .toList();
        List<Long> second = awaitAll(resumed, DrillScale.times(ARTICLES));
        long busy = resident();
        LOG.info("Resident KiB: {} alone, {} with {} clients, {} at the end", alone, idle, followers.size(), busy);

        // All of them are as many as one network may have.
        resumed.forEach(LiveFollower::close);
        try (LiveFollower all = LiveFollower.after(stack.port(), start)) {
            List<Long> both = awaitAll(List.of(all), 2 * DrillScale.times(ARTICLES));
            assertThat(both.subList(0, first.size())).isEqualTo(first);
            assertThat(both.subList(first.size(), both.size())).isEqualTo(second);
        }
        assertThat(Math.max(idle, busy)).as("KiB resident").isLessThan(MOST_RESIDENT_KIB);
    }

    private static void publish(NodeClient author, String title) {
        for (int i = 0; i < DrillScale.times(ARTICLES); i++) {
            assertThat(author.publish(title + " " + i, "To all").status()).isEqualTo(201);
        }
    }

    /** Waits for so many events, which are the same for all. */
    private static List<Long> awaitAll(List<LiveFollower> followers, int events) {
        await().atMost(PATIENCE).until(() -> followers.stream()
                .allMatch(follower -> follower.events().size() >= events));
        List<Long> expected = followers.getFirst().events();
        assertThat(expected).hasSize(events).isSorted().doesNotHaveDuplicates();
        assertThat(followers)
                .allSatisfy(follower -> assertThat(follower.events()).isEqualTo(expected));
        return expected;
    }

    private static long resident() {
        try {
            return Files.readAllLines(
                            Path.of("/proc", String.valueOf(stack.process("api").pid()), "status"))
                    .stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
