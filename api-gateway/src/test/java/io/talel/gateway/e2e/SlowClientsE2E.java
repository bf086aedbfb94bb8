package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred slow clients of every kind do not delay the others. */
class SlowClientsE2E {

    private static final int CLIENTS = 200;

    /** More than a busy machine of two cores needs, and less than it would take to wait for any timeout. */
    private static final Duration PROMPT = Duration.ofSeconds(8);

    private static GatewayNode node;
    private static ApiSession ada;
    private static String slug;
    private static String longSlug;

    private final List<SlowClient> clients = new ArrayList<>();

    @BeforeAll
    static void an_author_has_written() {
        node = GatewayNode.shared();
        ada = TestPerson.signedIn(node.api(), "ada");
        slug = ada.publish("Short by " + ada.person().username(), "Text.");
        longSlug = ada.publish("Long by " + ada.person().username(), "word ".repeat(50_000));
    }

    @AfterEach
    void they_leave() {
        clients.forEach(SlowClient::close);
    }

    @Test
    @Tag("timed")
    void clients_that_never_finish_their_headers() {
        connect(client -> client.send("GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
        othersAreServed();
    }

    @Test
    @Tag("timed")
    void clients_that_never_finish_their_body() {
        connect(client -> client.send(post("/v1/accounts/login", "application/json", 5_000) + "{\"email\": \"a@b.c\""));
        othersAreServed();
    }

    @Test
    @Tag("timed")
    void clients_that_never_finish_a_large_body() {
        String beginning = post("/v1/articles", "application/json", 5_000_000) + "{\"title\": \"" + "x".repeat(200_000);
        connect(client -> client.send(beginning));
        othersAreServed();
    }

    @Test
    @Tag("timed")
    void clients_that_never_finish_an_upload() {
        String beginning = post("/v1/assets/images", "multipart/form-data; boundary=x", 1_000_000)
                + "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.gif\"\r\n\r\nGIF89a";
        connect(client -> client.send(beginning));
        othersAreServed();
    }

    @Test
    @Tag("timed")
    void clients_that_stop_reading_their_answer() {
        connect(client -> {
            client.send("GET /v1/articles/" + longSlug + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // The next one would find too little memory while many such answers are made at once.
            assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 200");
        });
        othersAreServed();
    }

    @Test
    void a_body_that_stops_coming_is_answered() {
        try (GatewayNode hasty = GatewayNode.besideShared(Map.of("server.tomcat.connection-timeout", "1s"));
                SlowClient client = new SlowClient(hasty.port())) {
            client.send(post("/v1/accounts/login", "application/json", 100) + "{");
            assertThat(client.answer()).startsWith("HTTP/1.1 408").contains("\"status\":408");
        }
    }

    @Test
    void a_body_that_ends_early_is_answered() {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(post("/v1/accounts/login", "application/json", 100) + "{")
                    .endSending();
            assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("\"status\":400");
        }
    }

    private void connect(Consumer<SlowClient> request) {
        for (int i = 0; i < CLIENTS; i++) {
            SlowClient client = new SlowClient(node.port());
            clients.add(client);
            request.accept(client);
        }
    }

    private void othersAreServed() {
        long start = System.nanoTime();
        node.api().get("/health").send().is(200);
        node.api().get(Paths.article(slug)).send().is(200);
        node.api().get(Paths.articlesOf(ada.person()) + "?limit=1").send().is(200);
        ada.person().logIn(node.api());
        ada.publish("Beside slow clients", "Text.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    private static String post(String path, String mediaType, int length) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(path, ada.accessToken(), mediaType, length);
    }
}
