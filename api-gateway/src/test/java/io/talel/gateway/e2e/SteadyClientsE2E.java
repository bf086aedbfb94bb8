package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow clients that are never behind are served, unless they take the room of others for too long. */
@Tag("timed")
class SteadyClientsE2E {

    /** Several times the patience of the node. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Tomcat waits for ten seconds for headers. */
    private static final Duration BEFORE_ANY_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration NOW_AND_THEN = Duration.ofMillis(100);

    /** Time for several answers to use up their ten seconds. */
    private static final Duration TURNS = Duration.ofMinutes(1);

    private static final int STEADY_ROUNDS = 80;

    private static final int SMALL_BUFFER = 32 * 1024;

    private static final int LONGEST_REFUSAL = 4_096;

    /** 1 MiB, the longest source; its HTML is five times as long. */
    private static final String LARGEST = ("&".repeat(1_023) + "\n").repeat(1_024);

    private static GatewayNode node;
    private static ApiSession ada;
    private static String largestSlug;

    @BeforeAll
    static void an_impatient_node() {
        node = GatewayNode.besideShared(Map.of("CONNECTIONS_PATIENCE", "2s"));
        ada = TestPerson.signedIn(node.api(), "ada");
        largestSlug = ada.publish("Largest by " + ada.person().username(), LARGEST);
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    /** A slow client does not dawdle: this one needs as long as the others are given, and is served. */
    @Test
    void a_slow_but_steady_client_is_served() {
        String body = "{\"title\": \"Steady\", \"meta_description\": \"\", \"body\": \"" + "x".repeat(400_000) + "\"}";
        try (SlowClient client = new SlowClient(node.port())) {
            client.send("""
                    POST /v1/articles HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Connection: close\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    """.formatted(ada.accessToken(), body.length()));
            int[] sent = {0};
            await().atMost(SOON).pollInterval(NOW_AND_THEN).until(() -> {
                int next = Math.min(body.length(), sent[0] + 8_000);
                client.send(body.substring(sent[0], next));
                sent[0] = next;
                return next == body.length();
            });
            assertThat(client.answer()).startsWith("HTTP/1.1 201");
        }
    }

    /** Some 80 kB a second, for several times the patience of the node. */
    @Test
    void a_slow_but_steady_reader_gets_the_whole_answer() {
        long length = Long.parseLong(read(node).is(200).header("Content-Length"));
        try (SlowClient steady = steadyReader(node)) {
            int[] rounds = {0};
            await().atMost(SOON).pollInterval(NOW_AND_THEN).until(() -> {
                steady.takeSome();
                steady.takeSome();
                return ++rounds[0] == STEADY_ROUNDS;
            });
            assertThat(steady.takeAll()).isGreaterThanOrEqualTo(length);
        }
    }

    /**
     * Some 80 kB a second: never behind for as long as nodes are patient by default. There are more of them than there is room
     * for answers of that size.
     */
    @Test
    void readers_that_are_steady_take_turns_with_others() {
        try (GatewayNode patient = GatewayNode.besideShared(Map.of())) {
            takeTurns(patient);
        }
    }

    private static void takeTurns(GatewayNode patient) {
        long length = Long.parseLong(read(patient).is(200).header("Content-Length"));
        List<SlowClient> steady = new CopyOnWriteArrayList<>();
        try {
            try (ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor()) {
                rounds.scheduleAtFixedRate(
                        () -> steady.forEach(SteadyClientsE2E::takeTwice),
                        0,
                        NOW_AND_THEN.toMillis(),
                        TimeUnit.MILLISECONDS);
                for (long held = 0; held < Runtime.getRuntime().maxMemory() / 4; held += length) {
                    steady.add(steadyReader(patient));
                }
                // One more each time, so that there is never room by itself.
                await().atMost(TURNS).until(() -> {
                    steady.add(steadyReader(patient));
                    return read(patient).status() == 200 && haveHadTurns(patient);
                });
            }
            assertThat(steady)
                    .as("answers that end before their Content-Length")
                    .extracting(SlowClient::takeAll)
                    .anyMatch(taken -> taken > LONGEST_REFUSAL && taken < length);
        } finally {
            steady.forEach(SlowClient::close);
        }
    }

    private static void takeTwice(SlowClient reader) {
        reader.takeSome();
        reader.takeSome();
    }

    private static SlowClient steadyReader(GatewayNode from) {
        return new SlowClient(from.port(), SMALL_BUFFER)
                .send("GET /v1/articles/" + largestSlug + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static ApiAnswer read(GatewayNode from) {
        return from.api().get(Paths.article(largestSlug)).send();
    }

    private static boolean haveHadTurns(GatewayNode patient) {
        return Scrape.of(patient).value("talelio_connections_broken_total{reason=\"had_turn\"}") > 0;
    }

    @Test
    void the_slowest_make_room_when_there_are_too_many() {
        List<SlowClient> dawdlers = new ArrayList<>();
        try (GatewayNode small =
                GatewayNode.besideShared(Map.of("CONNECTIONS_MOST", "40", "CONNECTIONS_PATIENCE", "10m"))) {
            for (int i = 0; i < 100; i++) {
                dawdlers.add(new SlowClient(small.port()).send("GET /v1/health HTTP/1.1\r\nX-Slow: "));
            }
            long start = System.nanoTime();
            small.api().get("/health").send().is(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BEFORE_ANY_TIMEOUT);
        } finally {
            dawdlers.forEach(SlowClient::close);
        }
    }
}
