package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LogInFloodIT {

    /** Not scaled: several times what a node looks at and keeps waiting. All at once they would take 7.6 GiB. */
    private static final int GUESSES = 400;

    /** As many as have to be answered while the hashes are made; a read that waited for its turn among them would be one or two. */
    private static final int READS = 10;

    /** A bound for a machine that others use; `make bench` measures what a read takes beside 64 clients. */
    private static final Duration STALLED = Duration.ofSeconds(15);

    private final Cluster cluster = Cluster.shared();

    @Test
    void reads_go_on_while_hundreds_guess_passwords_and_who_cannot_be_served_soon_is_told() {
        int port = cluster.nodeA().port();
        Client author = Client.of(port).signUp("flooded");
        String slug = author.publish("Above the water", "Still here").text("/article/slug");
        long node = cluster.nodeA().process("api").pid();

        CompletableFuture<List<Answer>> flood = CompletableFuture.supplyAsync(
                () -> AtOnce.run(GUESSES, guess -> Client.of(port).logIn("guess-" + guess + "@example.org")));
        int readsMeanwhile = 0;
        do {
            assertThat(author.article(slug)).satisfies(read -> {
                assertThat(read.status()).isEqualTo(200);
                assertThat(read.took()).isLessThan(STALLED);
            });
            readsMeanwhile += flood.isDone() ? 0 : 1;
        } while (!flood.isDone());
        assertThat(readsMeanwhile).isGreaterThanOrEqualTo(READS);

        List<Answer> answers = flood.join();
        assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                        .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+")));
        assertThat(cluster.nodeA().process("api").pid())
                .as("the node was not replaced")
                .isEqualTo(node);
        assertThat(Client.of(port).logIn("flooded@example.org").status()).isEqualTo(200);
    }
}
