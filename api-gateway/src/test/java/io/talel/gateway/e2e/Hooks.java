package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.webhook.delivery.TestReceiver;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Webhooks of people, and what their receivers were told. */
final class Hooks {

    /** Lets receivers be on this machine. */
    static final Map<String, String> ANY_ADDRESS = Map.of("talelio.webhooks.any-address", "true");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Hooks() {}

    /** A registered webhook. */
    record Hook(ApiSession author, long id, String secret) {

        String hookPath() {
            return "/accounts/me/webhooks/" + id;
        }

        List<JsonNode> deliveries() {
            return author.get(hookPath() + "/deliveries")
                    .send()
                    .is(200)
                    .json()
                    .path("deliveries")
                    .valueStream()
                    .toList();
        }

        /** Returns when an attempt has failed for this reason. */
        void awaitError(String error) {
            Awaitility.await().atMost(PATIENCE).until(() -> deliveries().stream()
                    .anyMatch(each -> each.path("error").asString("").equals(error)));
        }

        /** Returns when so many messages have the status. */
        void await(String status, int count) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> deliveries().stream()
                                    .filter(each ->
                                            each.path("status").asString().equals(status))
                                    .count()
                            == count);
        }
    }

    static Hook register(ApiSession author, TestReceiver receiver, String... events) {
        return register(author, receiver.url(), events);
    }

    static Hook register(ApiSession author, String url, String... events) {
        Map<String, Object> wanted =
                events.length == 0 ? Map.of("url", url) : Map.of("url", url, "events", List.of(events));
        ApiAnswer answer =
                author.post("/accounts/me/webhooks").json(wanted).send().is(201);
        return new Hook(author, answer.json().at("/webhook/id").asLong(), answer.text("webhook", "secret"));
    }

    /** Returns when the receiver has got so many requests. */
    static void awaitReceived(TestReceiver receiver, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> receiver.received().size() >= count);
    }

    /** Types of what was received, in that order. */
    static List<String> types(TestReceiver receiver) {
        return receiver.received().stream()
                .map(received -> Api.JSON.readTree(received.body()).path("type").asString())
                .toList();
    }

    static List<String> ids(TestReceiver receiver) {
        return receiver.received().stream()
                .map(received -> received.header("webhook-id"))
                .toList();
    }

    /** Verifies as a receiver does: one of the signatures is enough. */
    static void assertSigned(TestReceiver.Received received, String secret) {
        assertThat(received.header("webhook-signature").split(" ")).contains(signature(received, secret));
    }

    static String signature(TestReceiver.Received received, String secret) {
        String signed =
                received.header("webhook-id") + "." + received.header("webhook-timestamp") + "." + received.body();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
