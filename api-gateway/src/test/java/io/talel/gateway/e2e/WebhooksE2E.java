package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Hooks.assertSigned;
import static io.talel.gateway.e2e.Hooks.awaitReceived;
import static io.talel.gateway.e2e.Hooks.ids;
import static io.talel.gateway.e2e.Hooks.register;
import static io.talel.gateway.e2e.Hooks.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.e2e.Hooks.Hook;
import io.talel.gateway.webhook.delivery.TestReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What authors register, and what is told to it. */
class WebhooksE2E {

    private static GatewayNode node;

    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");

    @BeforeAll
    static void a_node_whose_receivers_are_here() {
        node = GatewayNode.with(Hooks.ANY_ADDRESS);
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void an_author_is_told_what_readers_see_change_and_nothing_of_drafts_and_of_others() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        Hook hook = register(ada, receiver);

        bob.publish("By Bob", "Not hers.");
        String slug = ada.draft("A matter", "Secret.");
        revise(ada, slug, "Still secret.");
        ada.post("/articles/" + slug + "/publish").send().is(200);
        awaitReceived(receiver, 1);
        revise(ada, slug, "Public.");
        awaitReceived(receiver, 2);
        ada.post("/articles/" + slug + "/unpublish").send().is(200);
        awaitReceived(receiver, 3);
        revise(ada, slug, "Secret again.");
        ada.post("/articles/" + slug + "/publish").send().is(200);
        awaitReceived(receiver, 4);
        ada.request("DELETE", "/articles/" + slug).send().is(204);
        awaitReceived(receiver, 5);

        assertThat(types(receiver))
                .containsExactly(
                        "article.published",
                        "article.revised",
                        "article.unpublished",
                        "article.published",
                        "article.unpublished");
        hook.await("delivered", 5);
        assertThat(ids(receiver)).doesNotHaveDuplicates();
        assertThat(receiver.received()).allSatisfy(received -> {
            assertSigned(received, hook.secret());
            assertThat(Long.parseLong(received.header("webhook-timestamp")))
                    .isCloseTo(Instant.now().getEpochSecond(), within(120L));
            assertThat(received.body()).doesNotContain("ecret");
        });
        JsonNode data = Api.JSON.readTree(receiver.received().getFirst().body()).path("data");
        assertThat(data.propertyNames()).containsExactly("position", "id", "slug", "url", "version");
        assertThat(data.path("url").asString()).isEqualTo("https://www.talel.io/articles/" + slug);
    }

    @Test
    void its_deliveries_show_the_answers_the_latest_first() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Hook hook = register(ada, receiver, "article.published", "article.unpublished");
        String slug = ada.publish("Shown", "A");
        revise(ada, slug, "B");
        ada.request("DELETE", "/articles/" + slug).send().is(204);
        hook.await("delivered", 2);

        List<JsonNode> deliveries = hook.deliveries();
        assertThat(deliveries)
                .extracting(each -> each.path("type").asString())
                .containsExactly("article.unpublished", "article.published");
        assertThat(deliveries.getFirst().at("/answer/body").asString()).isEqualTo("thanks");
        String latest = deliveries.getFirst().path("id").asString();
        JsonNode older = ada.get(hook.hookPath() + "/deliveries?before=" + latest)
                .send()
                .is(200)
                .json()
                .path("deliveries");
        assertThat(older.valueStream()).hasSize(1);
        ada.get(hook.hookPath() + "/deliveries?before=msg_unknown").send().is(400);
        ada.get(hook.hookPath()).send().is(200);
        assertThat(ada.get(hook.hookPath()).send().text()).doesNotContain(hook.secret());
        assertThat(ada.get("/accounts/me/webhooks").send().is(200).text()).contains(receiver.url());
    }

    @Test
    void after_a_rotation_both_secrets_sign() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Hook hook = register(ada, receiver);
        String next = rotate(hook, "one");
        assertThat(rotate(hook, "one")).isEqualTo(next).isNotEqualTo(hook.secret());

        ada.publish("Signed twice", "A");

        awaitReceived(receiver, 1);
        assertThat(receiver.received().getFirst().header("webhook-signature").split(" "))
                .hasSize(2);
        assertSigned(receiver.received().getFirst(), next);
        assertSigned(receiver.received().getFirst(), hook.secret());
    }

    private static String rotate(Hook hook, String key) {
        return hook.author()
                .post(hook.hookPath() + "/rotate-secret")
                .header("Idempotency-Key", key)
                .send()
                .is(200)
                .text("webhook", "secret");
    }

    @Test
    void a_webhook_is_its_authors_alone() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ApiSession eve = TestPerson.signedIn(node.api(), "eve");
        Hook hook = register(ada, receiver);

        eve.get(hook.hookPath()).send().isError(404, "Not Found", "Webhook not found");
        eve.get(hook.hookPath() + "/deliveries").send().is(404);
        eve.post(hook.hookPath() + "/rotate-secret").send().is(404);
        eve.post(hook.hookPath() + "/deliveries/msg_1/redeliver").send().is(404);
        eve.post(hook.hookPath() + "/replay").json(Map.of("from", 0)).send().is(404);
        eve.request("DELETE", hook.hookPath()).send().is(404);
        ada.post(hook.hookPath() + "/deliveries/msg_1/redeliver")
                .send()
                .isError(404, "Not Found", "Delivery not found");
        ada.post(hook.hookPath() + "/replay").json(Map.of("from", -1)).send().is(400);
        ada.request("DELETE", hook.hookPath()).send().is(204);
        ada.get(hook.hookPath()).send().is(404);
    }

    @Test
    void an_account_has_ten_at_most_and_a_repeated_request_registers_one() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        for (int repeat = 0; repeat < 2; repeat++) {
            ada.post("/accounts/me/webhooks")
                    .header("Idempotency-Key", "first")
                    .json(Map.of("url", receiver.url()))
                    .send()
                    .is(201);
        }
        for (int more = 1; more < 10; more++) {
            register(ada, receiver.url(more));
        }
        ada.post("/accounts/me/webhooks")
                .json(Map.of("url", receiver.url(10)))
                .send()
                .isError(409, "Conflict", "An account has at most 10 webhooks");
    }

    @Test
    void a_repeated_request_registers_no_webhook_again_that_was_removed_since() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Api.Request registering = ada.post("/accounts/me/webhooks")
                .header("Idempotency-Key", "once")
                .json(Map.of("url", receiver.url()));
        long id = registering.send().is(201).json().at("/webhook/id").asLong();
        ada.request("DELETE", "/accounts/me/webhooks/" + id).send().is(204);

        registering.send().isError(404, "Not Found", "What the request with this Idempotency-Key created was removed");

        assertThat(ada.get("/accounts/me/webhooks").send().is(200).json().path("webhooks"))
                .isEmpty();
    }

    @Test
    void a_webhook_that_is_gone_is_disabled_until_something_is_sent_to_it_again() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Hook hook = register(ada, receiver);
        receiver.answers(TestReceiver.status(410, "Gone"));
        ada.publish("First", "A");
        hook.await("given_up", 1);
        assertThat(webhook(hook).path("disabled_at").isNull()).isFalse();
        ada.publish("Not for it", "B");
        receiver.answers(TestReceiver.status(200, ""));

        ada.post(hook.hookPath() + "/replay").json(Map.of("from", 0)).send().is(202);

        hook.await("delivered", 2);
        assertThat(webhook(hook).path("disabled_at").isNull()).isTrue();
    }

    private static JsonNode webhook(Hook hook) {
        return hook.author().get(hook.hookPath()).send().is(200).json().path("webhook");
    }

    @Test
    void a_name_that_leads_to_a_private_address_is_told_nothing() {
        try (GatewayNode strict = GatewayNode.with(Map.of())) {
            ApiSession ada = TestPerson.signedIn(strict.api(), "ada");
            Hook hook = register(ada, "https://" + PrivateName.NAME + "/hook");

            ada.publish("Not told", "A");

            hook.awaitError("The host has no public address");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/",
                "https://localhost/"
            })
    void other_nodes_register_no_private_address(String url) {
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
        ada.post("/accounts/me/webhooks").json(Map.of("url", url)).send().is(400);
        ada.post("/accounts/me/webhooks")
                .json(Map.of("url", "https://example.org/", "events", List.of("article.read")))
                .send()
                .is(400);
    }

    @Test
    void of_an_erased_author_nothing_is_left_and_nothing_is_told() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        register(ada, receiver);
        ada.publish("Hers", "A");
        awaitReceived(receiver, 1);
        long author = Erasures.id(ada).value();

        Erasures.delete(ada, "remove").is(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> rows("webhook", author) + rows("outbox", author) + rows("webhook_delivery", author) == 0);
        assertThat(receiver.received()).hasSize(1);
    }

    private static long rows(String table, long author) {
        return Erasures.log(node)
                .sql("SELECT count(*) FROM auth." + table + " WHERE user_id = ?")
                .param(author)
                .query(Long.class)
                .single();
    }

    private static void revise(ApiSession author, String slug, String body) {
        author.request("PATCH", "/articles/" + slug)
                .json(Map.of("body", body))
                .send()
                .is(200);
    }
}
