package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account and one provider's network request all hashes that a node can make; a user logs in meanwhile. */
@Tag("timed")
class FairLogInIT {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));

    /** Log-ins to one account at once, with the right password. Not scaled, so that they fill the queue of hashes. */
    private static final int LOG_INS = 200;

    /** Clients of one /48, each with a guess at a different account. */
    private static final int NETWORKS = Math.max(200, (int) (5_000 * SCALE));

    private static final int GUESSERS = 50;

    /** Most attempts of the user, below the limit of an account. */
    private static final int ATTEMPTS = 80;

    /** A bound for a busy machine; in a fair queue the user waits for a few hashes of some 50 ms. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** The default limits, behind a proxy. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "TRUSTED_PROXIES", "127.0.0.0/8,::1",
            "THROTTLE_ACCOUNT_FAILURES", "10",
            "THROTTLE_ACCOUNT_LOG_INS", "100",
            "THROTTLE_ADDRESS_FAILURES", "300",
            "THROTTLE_ADDRESS_LOG_INS", "1000",
            "THROTTLE_ADDRESS_REGISTRATIONS", "200");

    @TempDir
    private Path directory;

    @Test
    void a_person_logs_in_soon_while_one_account_and_one_network_take_all_they_can_get() {
        try (ServedStack node = Cluster.launch(directory, DEFAULTS).awaitReady()) {
            NodeClient client = NodeClient.of(node.port());
            client.signUp("greedy");
            client.signUp("person");

            CompletableFuture<List<NodeAnswer>> greedy = CompletableFuture.supplyAsync(() -> ConcurrentCalls.run(
                    LOG_INS, _ -> client.logInFrom("192.0.2.1", "greedy@example.org", NodeClient.PASSWORD)));
            CompletableFuture<List<NodeAnswer>> guesses = CompletableFuture.supplyAsync(() -> guess(client));
            int meanwhile = 0;
            for (int attempt = 0; attempt < ATTEMPTS && !(greedy.isDone() && guesses.isDone()); attempt++) {
                String address = "198.51.100." + attempt;
                assertThat(client.logInFrom(address, "person@example.org", NodeClient.PASSWORD))
                        .satisfies(answer -> {
                            assertThat(answer.status()).isEqualTo(200);
                            assertThat(answer.took()).isLessThan(BOUND);
                        });
                meanwhile++;
            }

            assertThat(meanwhile).as("log-ins beside the flood").isGreaterThanOrEqualTo(5);
            assertThat(greedy.join())
                    .extracting(NodeAnswer::status)
                    .contains(200)
                    .as("more than are looked at or may wait")
                    .containsAnyOf(429, 503);
            assertThat(guesses.join())
                    .extracting(NodeAnswer::status)
                    .isSubsetOf(401, 429, 503)
                    .contains(401);
            assertThat(guesses.join())
                    .filteredOn(answer -> answer.status() == 401)
                    .as("of the whole /48")
                    .hasSizeLessThanOrEqualTo(1200);
        }
    }

    private static List<NodeAnswer> guess(NodeClient client) {
        return ConcurrentCalls.run(GUESSERS, guesser -> IntStream.range(0, NETWORKS)
                        .filter(network -> network % GUESSERS == guesser)
                        .mapToObj(network -> client.logInFrom(
                                "2001:db8:6:%x::1".formatted(network), "guess-" + network + "@example.org", "wrong"))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
