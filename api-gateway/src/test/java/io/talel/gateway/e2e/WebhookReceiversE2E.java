package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.Hooks.awaitReceived;
import static io.talel.gateway.e2e.Hooks.ids;
import static io.talel.gateway.e2e.Hooks.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.e2e.Hooks.Hook;
import io.talel.gateway.webhook.delivery.TestReceiver;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Receivers that fail, and nodes that do. */
class WebhookReceiversE2E {

    private static PostgresDatabase database;

    private final List<TestReceiver> receivers = new ArrayList<>();

    @BeforeAll
    static void a_database_of_their_own() {
        database = SharedServers.newDatabase();
        try (GatewayNode _ = node()) {
            GatewayNode.drawOtherIds(database);
        }
    }

    @AfterEach
    void close() {
        receivers.forEach(TestReceiver::close);
    }

    @Test
    @Tag("timed")
    void receivers_that_hang_fail_redirect_or_never_end_hold_up_nobody() {
        try (GatewayNode node = node()) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            TestReceiver good = receiver(TestReceiver.status(200, "thanks"));
            Hook hook = register(ada, good);
            ada.publish("Before", "A");
            hook.await("delivered", 1);
            ApiSession eve = TestPerson.signedIn(node.api(), "eve");
            TestReceiver hanging = receiver(TestReceiver.HANGS);
            IntStream.range(0, 4).forEach(n -> register(eve, hanging.url(n)));
            Hook failing = register(eve, receiver(TestReceiver.status(500, "Oops")));
            Hook redirecting = register(eve, receiver(TestReceiver.status(307, "", "Location: " + good.url())));
            Hook endless = register(eve, receiver(TestReceiver.ENDLESS));
            for (int i = 0; i < 5; i++) {
                eve.publish("To all of them " + i, "A");
            }
            awaitReceived(hanging, 1);

            ada.publish("Meanwhile", "B");

            await().atMost(Duration.ofSeconds(8)).until(() -> good.received().size() == 2);
            endless.await("delivered", 5);
            failing.awaitError("Not answered with 2xx");
            redirecting.awaitError("Redirects are not followed");
            assertThat(good.received()).hasSize(2);
            assertThat(failing.deliveries())
                    .anySatisfy(each ->
                            assertThat(each.at("/answer/status").asInt()).isEqualTo(500));
        }
    }

    @Test
    @Tag("timed")
    void an_account_with_many_slow_and_hanging_receivers_holds_up_no_new_webhook_of_another() {
        try (GatewayNode node = node()) {
            ApiSession bob = TestPerson.signedIn(node.api(), "bob");
            TestReceiver quick = receiver(TestReceiver.status(200, "thanks"));
            Hook proven = register(bob, quick);
            bob.publish("Before", "A");
            proven.await("delivered", 1);
            TestReceiver slow = receiver(TestReceiver.slow(Duration.ofSeconds(3)));
            TestReceiver hanging = receiver(TestReceiver.HANGS);
            ApiSession eve = TestPerson.signedIn(node.api(), "eve");
            long owner = Erasures.id(eve).value();
            register(eve, slow.url());
            List<ApiSession> others = IntStream.range(0, 4)
                    .mapToObj(n -> TestPerson.signedIn(node.api(), "other" + n))
                    .toList();
            others.forEach(each -> IntStream.range(0, 7).forEach(n -> register(each, slow.url(n))));
            owner("UPDATE auth.webhook SET proven = true");
            others.forEach(each -> IntStream.range(0, 3).forEach(n -> register(each, hanging.url(n))));
            others.forEach(each -> owner("UPDATE auth.webhook SET user_id = %d WHERE user_id = %d"
                    .formatted(owner, Erasures.id(each).value())));
            for (int i = 0; i < 5; i++) {
                eve.publish("To all of them " + i, "A");
            }
            awaitReceived(slow, 1);
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            TestReceiver good = receiver(TestReceiver.status(200, "thanks"));
            register(ada, good);

            bob.publish("Meanwhile", "B");
            ada.publish("Meanwhile", "B");

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> good.received().size() == 1 && quick.received().size() == 2);
        }
    }

    @Test
    void a_message_that_failed_is_sent_again_with_the_same_id_over_one_connection_at_a_time() {
        try (GatewayNode node = node()) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            TestReceiver receiver = receiver(TestReceiver.status(503, "Not now"));
            Hook hook = register(ada, receiver);
            for (int i = 0; i < 5; i++) {
                ada.publish("Try " + i, "A");
            }
            awaitReceived(receiver, 1);
            receiver.answers(TestReceiver.status(200, ""));

            hook.await("delivered", 5);

            assertThat(new HashSet<>(ids(receiver))).hasSize(5);
            assertThat(receiver.received()).hasSizeGreaterThan(5);
            assertThat(receiver.mostOpen()).isEqualTo(1);
            assertThat(hook.deliveries())
                    .anySatisfy(
                            each -> assertThat(each.path("attempts").asInt()).isGreaterThan(1));
            assertThat(ada.get(hook.hookPath())
                            .send()
                            .is(200)
                            .json()
                            .at("/webhook/failing_since")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void each_message_is_sent_by_one_of_several_nodes() {
        try (GatewayNode first = node();
                GatewayNode second = node()) {
            ApiSession ada = TestPerson.signedIn(first.api(), "ada");
            List<TestReceiver> three = IntStream.range(0, 3)
                    .mapToObj(_ -> receiver(TestReceiver.status(200, "")))
                    .toList();
            List<Hook> hooks = three.stream().map(each -> register(ada, each)).toList();
            for (int i = 0; i < 10; i++) {
                (i % 2 == 0 ? ada : ada.at(second.api())).publish("Number " + i, "A");
            }
            hooks.forEach(hook -> hook.await("delivered", 10));
            assertThat(three)
                    .allSatisfy(each -> assertThat(ids(each)).hasSize(10).doesNotHaveDuplicates());
            assertThat(new HashSet<>(ids(three.getFirst()))).isEqualTo(new HashSet<>(ids(three.getLast())));
        }
    }

    @Test
    void nothing_is_told_again_when_the_position_in_the_log_is_lost() {
        TestReceiver receiver = receiver(TestReceiver.status(200, ""));
        Hook hook;
        try (GatewayNode node = node()) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            hook = register(ada, receiver);
            ada.publish("Old", "A");
            hook.await("delivered", 1);
        }
        owner("DELETE FROM auth.webhook_delivery");
        owner("DELETE FROM auth.outbox");
        owner("DELETE FROM auth.event_position");
        try (GatewayNode node = node()) {
            Hook again = new Hook(hook.author().at(node.api()), hook.id(), "");
            again.author().publish("New", "B");
            again.await("delivered", 1);
            assertThat(again.deliveries()).hasSize(1);
        }
    }

    private TestReceiver receiver(TestReceiver.Script script) {
        TestReceiver receiver = new TestReceiver(script);
        receivers.add(receiver);
        return receiver;
    }

    private static GatewayNode node() {
        return GatewayNode.on(database, Hooks.ANY_ADDRESS);
    }

    private static void owner(String sql) {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql(sql)
                .update();
    }
}
