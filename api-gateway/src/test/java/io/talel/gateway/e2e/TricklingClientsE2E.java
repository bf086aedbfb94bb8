package io.talel.gateway.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send or take a byte now and then, and so never reach a timeout of silence, lose their connection. */
class TricklingClientsE2E {

    /** Several times the patience of the node. A timeout of silence alone would never end these clients. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration NOW_AND_THEN = Duration.ofMillis(100);

    private static GatewayNode node;
    private static ApiSession ada;
    private static String longSlug;

    @BeforeAll
    static void an_impatient_node() {
        node = GatewayNode.besideShared(Map.of("CONNECTIONS_PATIENCE", "2s"));
        ada = TestPerson.signedIn(node.api(), "ada");
        longSlug = ada.publish("Long by " + ada.person().username(), "word ".repeat(200_000));
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @Test
    void headers() {
        trickle("GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }

    @Test
    void blank_lines() {
        try (SlowClient client = new SlowClient(node.port())) {
            awaitBroken(() -> client.isBrokenAfterSending("\n"));
        }
    }

    @Test
    void a_small_body() {
        trickle(post("/v1/accounts/login", "", 5_000) + "{\"email\": \"a@b.c\"");
    }

    @Test
    void a_large_body() {
        String token = "Authorization: Bearer " + ada.accessToken() + "\r\n";
        trickle(post("/v1/articles", token, 5_000_000) + "{\"title\": \"" + "x".repeat(200_000));
    }

    @Test
    void a_form() {
        trickle(post("/v1/accounts/reset/x", "", "application/x-www-form-urlencoded", 10_000) + "password=");
    }

    @Test
    void an_upload() {
        String token = "Authorization: Bearer " + ada.accessToken() + "\r\n";
        trickle(post("/v1/assets/images", token, "multipart/form-data; boundary=x", 1_000_000)
                + "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.gif\"\r\n\r\nGIF89a");
    }

    @Test
    void a_body_that_nobody_wants() {
        trickle(post("/v1/articles", "", 5_000_000) + "{\"title\": \"" + "x".repeat(20_000));
    }

    @Test
    void readers_of_an_answer() {
        String read = "GET /v1/articles/" + longSlug + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        // More than the system buffers.
        assertIsBroken(client -> client.send(read.repeat(20)));
    }

    @Test
    void readers_of_an_image() {
        String address = ada.upload(new Multipart().file("a.png", "a.png", "image/png", Pictures.JUST_UNDER_THE_LIMIT))
                .is(200)
                .json()
                .at("/image_objects_urls/0")
                .asString();
        String read = "GET " + URI.create(address).getRawPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertIsBroken(client -> client.send(read));
    }

    @Test
    void readers_of_many_small_answers() {
        String small = "GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertIsBroken(client -> client.sendForEver(small.repeat(100)));
    }

    private static void trickle(String beginning) {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(beginning);
            awaitBroken(() -> client.isBrokenAfterSending("x"));
        }
    }

    private static void assertIsBroken(Consumer<SlowClient> request) {
        try (SlowClient client = new SlowClient(node.port())) {
            request.accept(client);
            awaitBroken(client::isBrokenAfterReading);
        }
    }

    private static void awaitBroken(BooleanSupplier broken) {
        await().atMost(SOON).pollInterval(NOW_AND_THEN).until(broken::getAsBoolean);
    }

    private static String post(String path, String headers, int length) {
        return post(path, headers, "application/json", length);
    }

    private static String post(String path, String headers, String mediaType, int length) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                %sContent-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(path, headers, mediaType, length);
    }
}
