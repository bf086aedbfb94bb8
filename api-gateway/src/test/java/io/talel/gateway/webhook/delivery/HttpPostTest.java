package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.webhook.registry.PublicIpAddresses;
import io.talel.gateway.webhook.registry.ReceiverUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPostTest {

    /** Shorter than what a body is given. */
    private static final Duration SOON = Duration.ofMillis(900);

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_message_is_posted_with_its_headers_and_the_answer_is_read() throws IOException {
        ReceiverResponse answer = send(receiver.url());

        assertThat(answer).isEqualTo(new ReceiverResponse(200, "thanks"));
        TestReceiver.Received received = receiver.received().getFirst();
        assertThat(received.request()).isEqualTo("POST /hook?from=talelio HTTP/1.1");
        assertThat(received.body()).isEqualTo("{\"title\":\"Grüße\"}");
        assertThat(received.headers())
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("host", "127.0.0.1:" + receiver.port())
                .containsEntry("content-type", "application/json");
    }

    @Test
    void a_receiver_that_hangs_costs_the_deadline_and_no_more() {
        receiver.answers(TestReceiver.HANGS);
        long begun = System.nanoTime();
        assertThatThrownBy(() -> sendSoon(receiver.url())).hasMessageStartingWith("No answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_that_trickles_costs_no_more_either() throws IOException {
        receiver.answers((socket, in) -> {
            TestReceiver.raw("HTTP/1.1 200 OK\r\n\r\nslow").answer(socket, in);
            TestReceiver.HANGS.answer(socket, in);
        });
        assertThat(sendSoon(receiver.url())).isEqualTo(new ReceiverResponse(200, "slow"));
    }

    @Test
    void an_answer_without_a_body_is_not_waited_for() throws IOException {
        receiver.answers((socket, in) -> {
            TestReceiver.raw("HTTP/1.1 204 No Content\r\n\r\n").answer(socket, in);
            TestReceiver.HANGS.answer(socket, in);
        });
        long begun = System.nanoTime();

        assertThat(send(InetAddress::getAllByName, _ -> true, receiver.url(), Duration.ofMinutes(1)))
                .isEqualTo(new ReceiverResponse(204, ""));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_body_costs_a_second_after_the_head_and_no_more() throws IOException {
        receiver.answers((socket, in) -> {
            TestReceiver.raw("HTTP/1.1 200 OK\r\n\r\nslow").answer(socket, in);
            TestReceiver.HANGS.answer(socket, in);
        });
        long begun = System.nanoTime();
        assertThat(send(receiver.url())).isEqualTo(new ReceiverResponse(200, "slow"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void of_an_endless_body_the_beginning_is_kept() throws IOException {
        receiver.answers(TestReceiver.ENDLESS);
        ReceiverResponse answer = send(receiver.url());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("more and more").hasSize(ReceiverResponseReader.MAX_BODY);
    }

    @Test
    void an_endless_head_is_no_answer() {
        receiver.answers((socket, _) -> {
            while (true) {
                socket.getOutputStream().write("HTTP/1.1 200 OK ".getBytes(UTF_8));
            }
        });
        assertThatThrownBy(() -> send(receiver.url())).hasMessage("The answer has too long a head");
    }

    @Test
    void chunks_are_put_together_and_control_characters_dropped() throws IOException {
        receiver.answers(
                TestReceiver.raw(
                        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                                + "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n7\r\n w\0rld\n\r\n0\r\n\r\n"));
        assertThat(send(receiver.url())).isEqualTo(new ReceiverResponse(201, "hello wrld\n"));
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws IOException {
        try (TestReceiver other = TestReceiver.answering(200, "")) {
            receiver.answers(TestReceiver.status(307, "", "Location: " + other.url()));
            assertThat(send(receiver.url()).isRedirect()).isTrue();
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void what_is_not_http_is_no_answer() {
        for (String nonsense : List.of("SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n", "\r\n", "")) {
            receiver.answers(TestReceiver.raw(nonsense));
            assertThatThrownBy(() -> send(receiver.url())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void no_private_address_is_connected_to_however_it_is_written() {
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0")) {
            String url = "http://" + host + ":" + receiver.port() + "/";
            assertThatThrownBy(() -> send(InetAddress::getAllByName, PublicIpAddresses::contain, url))
                    .as(host)
                    .hasMessage("The host has no public address");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() throws IOException {
        Queue<InetAddress> answers = new ArrayDeque<>(List.of(LOOPBACK, InetAddress.ofLiteral("127.0.0.2")));
        String url = "http://rebinding.example:" + receiver.port() + "/";

        send(_ -> new InetAddress[] {answers.remove()}, LOOPBACK::equals, url);
        assertThatThrownBy(() -> send(_ -> new InetAddress[] {answers.remove()}, LOOPBACK::equals, url))
                .hasMessage("The host has no public address");

        assertThat(answers).isEmpty();
        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().getFirst().header("host")).startsWith("rebinding.example:");
    }

    @Test
    void of_several_addresses_one_that_is_allowed_is_taken() throws IOException {
        InetAddress[] both = {InetAddress.ofLiteral("127.0.0.2"), LOOPBACK};
        send(_ -> both, LOOPBACK::equals, "http://two.example:" + receiver.port() + "/");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void an_unknown_host_is_said_to_be_unknown() {
        assertThatThrownBy(() -> send(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        _ -> true,
                        "http://nowhere.example/"))
                .hasMessage("The host is unknown");
    }

    private static ReceiverResponse sendSoon(String url) throws IOException {
        return send(InetAddress::getAllByName, _ -> true, url, SOON);
    }

    private static ReceiverResponse send(String url) throws IOException {
        return send(InetAddress::getAllByName, _ -> true, url);
    }

    private static ReceiverResponse send(HttpPost.Lookup lookup, Predicate<InetAddress> allowed, String url)
            throws IOException {
        return send(lookup, allowed, url, WebhookSender.DEADLINE);
    }

    private static ReceiverResponse send(
            HttpPost.Lookup lookup, Predicate<InetAddress> allowed, String url, Duration deadline) throws IOException {
        try (HttpPost http =
                new HttpPost(lookup, allowed, (SSLSocketFactory) SSLSocketFactory.getDefault(), deadline)) {
            return http.send(new ReceiverUrl(url), Map.of("webhook-id", "msg_1"), "{\"title\":\"Grüße\"}");
        }
    }
}
