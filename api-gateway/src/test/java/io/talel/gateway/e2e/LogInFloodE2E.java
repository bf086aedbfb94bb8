package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many log-ins at once: each costs 19 MiB and a core for a while, and reads must not notice. */
class LogInFloodE2E {

    /** Several times what waits at a node; all at once they would take 5.7 GiB. */
    private static final int FLOOD = 300;

    private static final Duration LONGEST_READ = Duration.ofSeconds(3);

    private final Api api = GatewayNode.shared().api();

    @Test
    void those_that_cannot_be_served_soon_are_told_when_to_come_back_and_reads_go_on() throws Exception {
        Session ada = Person.signedIn(api, "ada");
        String slug = ada.publish("Read during a flood", "Still here");
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> flood = IntStream.range(0, FLOOD)
                    .mapToObj(i -> guessers.submit(logIn("guess" + i + "@example.org")))
                    .toList();
            do {
                long begun = System.nanoTime();
                api.get("/articles/" + slug).send().is(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_READ);
            } while (!flood.stream().allMatch(Future::isDone));
            List<Answer> answers = flood.stream().map(Future::resultNow).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> assertThat(
                            answer.header("Retry-After"))
                    .matches("[0-9]+"));
        }
        ada.person().logIn(api);
    }

    private Callable<Answer> logIn(String email) {
        return () -> api.post("/accounts/login")
                .json(Map.of("email", email, "password", "correct horse battery"))
                .send();
    }
}
