package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("timed")
class LogInFloodIT {

    /** Not scaled: several times what a node hashes and queues. All at once would take 7.6 GiB. */
    private static final int GUESSES = 400;

    /** Reads that must be answered while the hashes are made; reads in the queue of hashes would be one or two. */
    private static final int READS = 10;

    /** A bound for a machine that others use; `make bench` measures what a read takes beside 64 clients. */
    private static final Duration STALLED = Duration.ofSeconds(15);

    private final Cluster cluster = Cluster.shared();

    @Test
    void reads_go_on_while_hundreds_guess_passwords_and_late_log_ins_are_refused() {
        int port = cluster.nodeA().port();
        NodeClient author = NodeClient.of(port).signUp("flooded");
        String slug = author.publish("Above the water", "Still here").text("/article/slug");
        long node = cluster.nodeA().process("api").pid();

        CompletableFuture<List<NodeAnswer>> flood = CompletableFuture.supplyAsync(() ->
                ConcurrentCalls.run(GUESSES, guess -> NodeClient.of(port).logIn("guess-" + guess + "@example.org")));
        int readsMeanwhile = 0;
        do {
            assertThat(author.article(slug)).satisfies(read -> {
                assertThat(read.status()).isEqualTo(200);
                assertThat(read.took()).isLessThan(STALLED);
            });
            readsMeanwhile += flood.isDone() ? 0 : 1;
        } while (!flood.isDone());
        assertThat(readsMeanwhile).isGreaterThanOrEqualTo(READS);

        List<NodeAnswer> answers = flood.join();
        assertThat(answers).extracting(NodeAnswer::status).containsOnly(401, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                        .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+")));
        assertThat(cluster.nodeA().process("api").pid())
                .as("the node was not replaced")
                .isEqualTo(node);
        assertThat(NodeClient.of(port).logIn("flooded@example.org").status()).isEqualTo(200);
    }
}
