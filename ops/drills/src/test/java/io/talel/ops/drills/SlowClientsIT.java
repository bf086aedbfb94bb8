package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("timed")
class SlowClientsIT {

    /** Not scaled: it is the number that fills a default pool of request threads, and an open socket costs nothing. */
    private static final int SLOW_CLIENTS = 200;

    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final Cluster cluster = Cluster.shared();
    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void clients_that_dawdle_over_their_headers_do_not_stop_others() throws IOException {
        dawdle("POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ye");

        assertOthersAreServed("patient1");
    }

    @Test
    void clients_that_dawdle_over_their_body_do_not_stop_others() throws IOException {
        dawdle("POST /v1/accounts/register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"email\": ");

        assertOthersAreServed("patient2");
    }

    @Test
    void clients_that_do_not_read_their_answers_do_not_stop_others() throws IOException {
        NodeClient author = NodeClient.of(cluster.nodeA().port()).signUp("verbose");
        String slug =
                author.publish("A very long read", "Much ado. ".repeat(20_000)).text("/article/slug");

        dawdle(("GET /v1/articles/" + slug + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").repeat(20));

        assertOthersAreServed("patient3");
    }

    private void dawdle(String begun) throws IOException {
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            Socket socket = new Socket();
            slow.add(socket);
            socket.setReceiveBufferSize(1_024);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), cluster.nodeA().port()));
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void assertOthersAreServed(String username) {
        NodeClient other = NodeClient.of(cluster.nodeA().port()).signUp(username);
        for (int i = 0; i < DrillScale.times(400); i++) {
            NodeAnswer written = other.publish(username + " publishes " + i, "In good time.");
            assertThat(written.status()).isEqualTo(201);
            assertThat(written.took()).isLessThan(PROMPT);
            assertThat(other.article(written.text("/article/slug")).took()).isLessThan(PROMPT);
        }
    }
}
