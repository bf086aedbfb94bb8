package io.talel.ops.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/chunked", exchange -> answer(exchange, 0));
        server.createContext(
                "/sized", exchange -> answer(exchange, exchange.getRequestBody().readAllBytes().length));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void several_answers_come_over_one_connection() throws IOException {
        try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
            assertThat(connection
                            .exchange(Requests.post("/sized", "ä".repeat(50)))
                            .body())
                    .hasSize(100);
            assertThat(connection
                            .exchange(Requests.post("/sized", "b".repeat(200_000)))
                            .body())
                    .hasSize(200_000);
            assertThat(connection.exchange(Requests.get("/chunked")).body()).hasSize(100_000);
            assertThat(connection.exchange(Requests.get("/nowhere")).status()).isEqualTo(404);
        }
    }

    /** @param length of the body, or 0 for one in chunks */
    private static void answer(HttpExchange exchange, int length) throws IOException {
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(new byte[length == 0 ? 100_000 : length]);
        exchange.close();
    }
}
