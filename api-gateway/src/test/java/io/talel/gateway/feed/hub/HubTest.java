package io.talel.gateway.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HubTest {

    private static final String FEED = "https://api.talel.io/v1/feeds/atom.xml?tag=c%2B%2B";
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Answer {
        void to(HttpExchange request) throws IOException, InterruptedException;
    }

    private void answers(Answer answer) {
        server.createContext("/hub", request -> {
            requests.add(request.getRequestMethod() + " "
                    + request.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                answer.to(request);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                request.close();
            }
        });
    }

    private void publish(Duration patience) throws IOException, InterruptedException {
        try (Hub hub =
                new Hub(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hub"), patience)) {
            hub.publish(FEED);
        }
    }

    @Test
    void the_feed_is_told_as_a_form() throws Exception {
        answers(request -> request.sendResponseHeaders(204, -1));

        publish(Duration.ofSeconds(10));

        assertThat(requests)
                .containsExactly("POST application/x-www-form-urlencoded hub.mode=publish&hub.url="
                        + "https%3A%2F%2Fapi.talel.io%2Fv1%2Ffeeds%2Fatom.xml%3Ftag%3Dc%252B%252B");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500, 503})
    void an_error_is_a_failure(int status) {
        answers(request -> request.sendResponseHeaders(status, -1));

        fails("status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_a_failure_and_is_not_followed(int status) {
        server.createContext("/elsewhere", request -> {
            requests.add("elsewhere");
            request.close();
        });
        answers(request -> {
            request.getResponseHeaders().set("Location", "/elsewhere");
            request.sendResponseHeaders(status, -1);
        });

        fails("status " + status);
        assertThat(requests).hasSize(1).doesNotContain("elsewhere");
    }

    @Test
    void a_hub_that_hangs_is_left() {
        answers(_ -> end.await());

        fails("no answer within 500 ms");
    }

    @Test
    void a_hub_whose_answer_never_ends_is_left() {
        answers(request -> {
            request.sendResponseHeaders(200, 0);
            request.getResponseBody().write('a');
            request.getResponseBody().flush();
            end.await();
        });

        fails("no answer within 500 ms");
    }

    @Test
    void a_hub_that_is_away_is_a_failure() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Hub hub = new Hub(URI.create("http://127.0.0.1:" + port + "/"), PATIENCE)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> hub.publish(FEED));
        }
    }

    private void fails(String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> publish(message.startsWith("no") ? PATIENCE : Duration.ofSeconds(10)))
                .withMessage(message);
    }
}
