package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** One transaction writes many events; nodes have a heap of 512 MiB, and end when it is full. */
@Tag("timed")
class BurstIT {

    private static final int EVENTS = DrillScale.times(150_000);
    private static final int TOLD = 10;
    private static final int TURNS = EVENTS / TOLD;

    /** All of them together are larger than the heap of a node. */
    private static final int LARGE = DrillScale.times(4_000);

    private static final int LARGE_CHARACTERS = 200_000;
    private static final int WRITTEN_MEANWHILE = 200;
    private static final int READS_A_SECOND = 5;
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Cluster cluster = Cluster.shared();
    private final NodesDatabase database = cluster.database();
    private NodeClient here;
    private NodeClient there;
    private String title;
    private FixedRate<Integer> reads;

    @BeforeEach
    void publish(TestInfo test) {
        title = "Burst " + Math.abs(test.getDisplayName().hashCode()) + " ";
        here = NodeClient.of(cluster.nodeA().port())
                .signUp("burst" + Math.abs(test.getDisplayName().hashCode()));
        there = here.on(cluster.nodeB().port());
    }

    @AfterEach
    void reader_was_always_answered() {
        reads.close();
        assertThat(reads.outcomes()).isNotEmpty().allMatch(status -> status == 200 || status == 503);
        assertThat(reads.outcomes().stream().filter(status -> status == 200))
                .as("nearly all of them, whatever else the machine does")
                .hasSizeGreaterThan(reads.outcomes().size() * 9 / 10);
    }

    @Test
    void nodes_take_a_burst_that_commits_while_others_write() {
        tell(TOLD, "Told");
        duringBurst(TURNS, ForeignTransaction::commit);

        database.awaitArticles(database.articlesPublished());
        assertThat(here.article(slug(1) + "-turn-" + TURNS).status()).isEqualTo(200);
    }

    @Test
    void nodes_forget_a_burst_that_is_rolled_back() {
        tell(TOLD, "Never told");
        duringBurst(TURNS, _ -> {});

        assertThat(here.publish(title + "after", "As before").status()).isEqualTo(201);
        database.awaitArticles(database.articlesPublished());
        await().atMost(SOON)
                .until(() -> database.number("select max(length(token)) from read_model.token_entry") < 1_000);
    }

    @Test
    void nodes_take_a_burst_of_large_events() {
        tell(1, "word ".repeat(LARGE_CHARACTERS / 5));
        duringBurst(LARGE, ForeignTransaction::commit);

        database.awaitArticles(database.articlesPublished());
        assertThat(there.article(slug(0) + "-turn-" + LARGE).status()).isEqualTo(200);
    }

    private void tell(int articles, String body) {
        List<NodeAnswer> told = IntStream.range(0, articles)
                .mapToObj(number -> here.publish(title + number, body))
                .toList();
        assertThat(told).allMatch(answer -> answer.status() == 201);
        String read = here.publish("Read during " + title, "Short").text("/article/slug");
        reads = FixedRate.start(
                READS_A_SECOND,
                turn -> (turn % 2 == 0 ? here : there).article(read).status());
    }

    private void duringBurst(int turns, Consumer<ForeignTransaction> end) {
        try (ForeignTransaction burst = database.begin()) {
            burst.tellAgain(title, 1, turns);
            List<NodeAnswer> meanwhile = IntStream.range(0, WRITTEN_MEANWHILE)
                    .mapToObj(number -> (number % 2 == 0 ? here : there).publish(title + "meanwhile", "Body " + number))
                    .toList();
            assertThat(meanwhile).allMatch(answer -> answer.status() == 201);
            end.accept(burst);
        }
    }

    private String slug(int number) {
        return (title + number).toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
