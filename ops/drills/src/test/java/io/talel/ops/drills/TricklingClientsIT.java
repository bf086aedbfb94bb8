package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.drills.Tricklers.Kind;
import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands who take their time, against a node with the heap that {@code make serve-api} gives it, 512 MiB. */
class TricklingClientsIT {

    private static final int READERS = 2_000;
    private static final int SENDERS = 8_000;

    /** Requests of others meanwhile. */
    private static final int OTHERS = 1_000;

    /** Fewer have no hundredth part. */
    private static final int FEWEST = 200;

    /** What others may come to wait for the tricklers, on top of what the machine makes them wait without. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private static final Duration ALL_THERE = Duration.ofMinutes(2);

    /** 1 MiB, the longest source; its HTML is five times as long. */
    private static final String LARGEST = ("&".repeat(1_023) + "\n").repeat(1_024);

    private static ServedStack stack;
    private static Client author;
    private static String small;

    @BeforeAll
    static void somebody_has_written(@TempDir Path data) {
        stack = Cluster.launch(data, Map.of()).awaitReady();
        author = Client.of(stack.port()).signUp("patient");
        small = author.publish("A short read", "In good time.").text("/article/slug");
    }

    @AfterAll
    static void it_stops() {
        stack.close();
    }

    @Test
    void readers_that_trickle_do_not_stop_others() {
        Answer written = author.publish("The longest read", LARGEST);
        assertThat(written.status()).isEqualTo(201);
        String slug = written.text("/article/slug");
        assertOthersAreServed(
                Kind.READING,
                Drill.times(READERS),
                "GET /v1/articles/" + slug + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        await().atMost(ALL_THERE).until(() -> author.article(slug).status() == 200);
    }

    @Test
    void senders_that_trickle_do_not_stop_others() {
        assertOthersAreServed(
                Kind.SENDING,
                Drill.times(SENDERS),
                "POST /v1/accounts/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100000\r\n\r\n{\"email\": \"" + "x".repeat(64_000));
    }

    private static void assertOthersAreServed(Kind kind, int count, String beginning) {
        long node = stack.process("api").pid();
        Duration before = hundredth(others(FEWEST));
        List<Answer> answers;
        try (Tricklers tricklers = Tricklers.start(kind, count, stack.port(), beginning)) {
            await().atMost(ALL_THERE).until(() -> tricklers.begun() + tricklers.broken() >= count);
            answers = others(Math.max(FEWEST, Drill.times(OTHERS)));
        }
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(hundredth(answers))
                .as("what 99 of 100 answers take at most, with %s before", before)
                .isLessThan(before.plus(PROMPT));
        assertThat(stack.process("api").pid()).as("the node was not replaced").isEqualTo(node);
    }

    private static List<Answer> others(int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(
                    switch (i % 20) {
                        case 0 -> author.publish("Beside others", "Who take their time.");
                        case 1 -> author.logIn("patient@example.org");
                        case 2, 3 -> author.newestArticleOf("patient");
                        case 4, 5 -> author.healthOnNewConnection();
                        default -> author.article(small);
                    });
        }
        return answers;
    }

    private static Duration hundredth(List<Answer> answers) {
        return answers.stream().map(Answer::took).sorted().toList().get(answers.size() * 99 / 100);
    }
}
