package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.drills.TricklingClients.Kind;
import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of slow clients on a node with the heap of {@code make serve-api}, 512 MiB. */
@Tag("timed")
class TricklingClientsIT {

    private static final int READERS = 2_000;
    private static final int SENDERS = 8_000;

    /** Characters that each sender begins with; with some more, the longest body of a log-in, 64 KiB. */
    private static final int SENT = 64_000;

    /** Requests of others meanwhile. */
    private static final int OTHERS = 1_000;

    /** Fewer have no hundredth part. */
    private static final int FEWEST = 200;

    /** Longest wait of others. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /**
     * The same at a part of the scale, beside what they wait without tricklers. So few tricklers all keep their connections, and
     * the largest article is read when one of them has had its turn: within the two seconds that an answer waits for memory.
     */
    private static final Duration IN_TURN = Duration.ofSeconds(2);

    private static final Duration ALL_THERE = Duration.ofMinutes(2);

    /** 1 MiB, the longest source; its HTML is five times as long. */
    private static final String LARGEST = ("&".repeat(1_023) + "\n").repeat(1_024);

    private static ServedStack stack;
    private static String small;
    private static String large;

    /** Each test has an author: all log-ins together would end the session of the first. */
    private NodeClient author;

    private String name;

    @BeforeAll
    static void an_author_has_written(@TempDir Path data) {
        stack = Cluster.launch(data, Map.of()).awaitReady();
        NodeClient patient = NodeClient.of(stack.port()).signUp("patient");
        small = patient.publish("A short read", "In good time.").text("/article/slug");
        large = patient.publish("The longest read", LARGEST).text("/article/slug");
    }

    @AfterAll
    static void it_stops() {
        stack.close();
    }

    @Test
    void readers_that_trickle_do_not_stop_others() {
        signUp("reader");
        assertOthersAreServed(
                large,
                Kind.READING,
                DrillScale.times(READERS),
                "GET /v1/articles/" + large + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        await().atMost(ALL_THERE).until(() -> author.article(large).status() == 200);
    }

    @Test
    void senders_that_trickle_do_not_stop_others() {
        signUp("sender");
        assertThat(author.logIn("x".repeat(SENT)).status())
                .as("log-in reads bodies of this size")
                .isEqualTo(400);
        assertOthersAreServed(
                small,
                Kind.SENDING,
                DrillScale.times(SENDERS),
                "POST /v1/accounts/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 65536\r\n\r\n{\"email\": \"" + "x".repeat(SENT));
    }

    private void signUp(String username) {
        name = username;
        author = NodeClient.of(stack.port()).signUp(username);
    }

    /** @param article slug of what the others read now and then */
    private void assertOthersAreServed(String article, Kind kind, int count, String beginning) {
        long node = stack.process("api").pid();
        Duration before = hundredth(others(FEWEST, article));
        List<NodeAnswer> answers;
        try (TricklingClients tricklers = TricklingClients.start(kind, count, stack.port(), beginning)) {
            await().atMost(ALL_THERE).until(() -> tricklers.begun() + tricklers.broken() >= count);
            answers = others(Math.max(FEWEST, DrillScale.times(OTHERS)), article);
        }
        assertThat(answers).extracting(NodeAnswer::status).containsOnly(200, 201);
        assertThat(hundredth(answers))
                .as("what 99 of 100 answers take at most, with %s before", before)
                .isLessThan(DrillScale.isWhole() ? PROMPT : before.plus(IN_TURN));
        assertThat(stack.process("api").pid()).as("the node was not replaced").isEqualTo(node);
    }

    private List<NodeAnswer> others(int count, String article) {
        List<NodeAnswer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(
                    switch (i % 20) {
                        case 0 -> author.publish("Beside others", "Who take their time.");
                        case 1 -> author.logIn(name + "@example.org");
                        case 2, 3 -> author.newestArticleOf(name);
                        case 4, 5 -> author.healthOnNewConnection();
                        case 6 -> author.article(article);
                        default -> author.article(small);
                    });
        }
        return answers;
    }

    private static Duration hundredth(List<NodeAnswer> answers) {
        return answers.stream().map(NodeAnswer::took).sorted().toList().get(answers.size() * 99 / 100);
    }
}
