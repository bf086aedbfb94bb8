package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.outbox.TestOutbox;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.gateway.webhook.registry.ReceiverRules;
import io.talel.gateway.webhook.registry.Webhooks;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a node sends, what it records, and what it leaves behind when it dies in between. */
class WebhookSenderIT {

    private static final long HOOK = 7;
    private static final UserId AUTHOR = new UserId(1);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(connections(new AtomicBoolean(true)));
    private final SealedTexts texts =
            new SealedTexts(new KeyRing("k".repeat(64), "").derive("a test"), new SecureRandom());
    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");
    private final HttpPost http = TestReceiver.reachingAll();

    @BeforeEach
    void a_message_waits() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc.sql("""
                        INSERT INTO auth.webhook (id, user_id, events, url, secret)
                        VALUES (:id, 1, '{article.published}', :url, :secret)
                        """)
                .param("id", HOOK)
                .param("url", texts.seal(Webhooks.placeOfUrl(HOOK), receiver.url()))
                .param("secret", texts.seal(Webhooks.placeOfSecret(HOOK), "whsec_c2VjcmV0"))
                .update();
        jdbc.sql("INSERT INTO auth.outbox VALUES ('msg_1', 1, 'article.published', 90, '{}')")
                .update();
        jdbc.sql(
                        "INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position) VALUES (:id, 'msg_1', 1, 90)")
                .param("id", HOOK)
                .update();
    }

    @AfterEach
    void close() {
        http.close();
        receiver.close();
    }

    @Test
    void a_message_whose_answer_was_not_recorded_is_sent_by_another_node_again_with_its_id() {
        AtomicBoolean lives = new AtomicBoolean(true);
        receiver.answers((socket, in) -> {
            lives.set(false);
            TestReceiver.status(200, "thanks").answer(socket, in);
        });
        DeliveryQueue ofDyingNode = queue(lives);
        LeasedWebhook taken = ofDyingNode.take(false, 1).getFirst();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sender(ofDyingNode).turn(taken));

        DeliveryQueue ofOtherNode = queue(new AtomicBoolean(true));
        assertThat(ofOtherNode.take(false, 1)).isEmpty();
        endLease();
        ofOtherNode.take(false, 1).forEach(sender(ofOtherNode)::turn);

        assertThat(receiver.received())
                .extracting(received -> received.header("webhook-id"))
                .containsExactly("msg_1", "msg_1");
        assertThat(deliveries()).containsExactly("msg_1 true 1");
        assertThat(ofOtherNode.take(true, 1)).isEmpty();
    }

    @Test
    void what_a_node_records_after_its_lease_counts_no_more() {
        DeliveryQueue queue = queue();
        LeasedWebhook late = queue.take(false, 1).getFirst();
        QueuedMessage message = queue.next(late).orElseThrow();
        endLease();
        queue.take(false, 1).forEach(sender(queue)::turn);

        queue.failed(late, message, null, "No answer", Duration.ofMinutes(1));
        queue.failed(late, Duration.ofHours(1), true);

        assertThat(deliveries()).containsExactly("msg_1 true 1");
        assertThat(webhookIs("disabled_at IS NOT NULL")).isFalse();
    }

    @Test
    void a_message_that_is_asked_for_again_during_an_attempt_is_sent_again() {
        WebhookOutbox outbox = TestOutbox.of(jdbc);
        receiver.answers((socket, in) -> {
            if (receiver.received().size() == 1) {
                outbox.redeliver(AUTHOR, HOOK, "msg_1");
            }
            TestReceiver.status(200, "thanks").answer(socket, in);
        });

        queue().take(false, 1).forEach(sender(queue())::turn);

        assertThat(receiver.received()).hasSize(2);
        assertThat(deliveries()).containsExactly("msg_1 true 1");
    }

    @Test
    void a_message_that_was_never_tried_is_not_given_up_however_long_it_has_waited() {
        age("begun_at", "auth.webhook_delivery");
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(deliveries()).containsExactly("msg_1 true 1");
    }

    @Test
    void one_that_failed_is_given_up_a_day_later() {
        receiver.answers(TestReceiver.status(500, "Oops"));
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(deliveries()).isEmpty();
        age("begun_at", "auth.webhook_delivery");
        endPauses();

        queue().take(false, 1).forEach(sender(queue())::turn);

        assertThat(deliveries()).containsExactly("msg_1 false 1");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void one_whose_receiver_has_failed_for_a_day_is_given_up_too() {
        jdbc.sql("UPDATE auth.webhook SET failing_since = now()").update();
        age("begun_at", "auth.webhook_delivery");
        age("failing_since", "auth.webhook");
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(deliveries()).containsExactly("msg_1 false 0");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_until_something_is_sent_to_it_again() {
        receiver.answers(TestReceiver.status(410, ""));
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(webhookIs("disabled_at IS NOT NULL")).isTrue();
        assertThat(deliveries()).containsExactly("msg_1 false 1");

        TestOutbox.of(jdbc).redeliver(AUTHOR, HOOK, "msg_1");

        assertThat(webhookIs("disabled_at IS NOT NULL")).isFalse();
        endPauses();
        assertThat(queue().take(false, 1)).hasSize(1);
    }

    @Test
    void one_that_fails_for_a_week_is_disabled() {
        receiver.answers(TestReceiver.status(500, ""));
        jdbc.sql("UPDATE auth.webhook SET failing_since = now() - interval '6 days 23 hours'")
                .update();
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(webhookIs("disabled_at IS NOT NULL")).isFalse();
        age("failing_since", "auth.webhook");
        endPauses();
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(webhookIs("disabled_at IS NOT NULL")).isTrue();
    }

    @Test
    void one_that_takes_long_has_no_place_among_the_quick_until_it_is_quick() {
        receiver.answers(TestReceiver.slow(Duration.ofMillis(2100)));
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(deliveries()).containsExactly("msg_1 true 1");
        assertThat(webhookIs("proven")).isFalse();
        receiver.answers(TestReceiver.status(200, "thanks"));
        await("an attempt that takes less than two seconds")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    jdbc.sql("UPDATE auth.webhook_delivery SET due_at = now()").update();
                    queue().take(false, 1).forEach(sender(queue())::turn);
                    return webhookIs("proven");
                });
    }

    @Test
    void a_success_after_failures_is_recorded_before_the_next_message() {
        jdbc.sql("UPDATE auth.webhook SET failures = 9, failing_since = now()").update();
        jdbc.sql("INSERT INTO auth.outbox VALUES ('msg_2', 1, 'article.published', 91, '{}')")
                .update();
        jdbc.sql("""
                        INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                        SELECT webhook_id, 'msg_2', user_id, 91 FROM auth.webhook_delivery
                        """).update();

        queue().take(false, 1).forEach(sender(queue())::turn);

        assertThat(receiver.received()).hasSize(1);
        assertThat(webhookIs("failures = 0")).isTrue();
    }

    @Test
    void nothing_is_sent_in_clear_however_it_was_registered() {
        sender(queue(), new ReceiverRules(false)).turn(queue().take(false, 1).getFirst());
        assertThat(receiver.received()).isEmpty();
        assertThat(errors()).containsExactly("The address does not begin with https://");
    }

    @Test
    void a_message_that_cannot_be_made_has_failed() {
        jdbc.sql("UPDATE auth.webhook SET secret = ?")
                .param(texts.seal(Webhooks.placeOfSecret(HOOK), "whsec_?"))
                .update();
        queue().take(false, 1).forEach(sender(queue())::turn);
        assertThat(errors()).containsExactly("It could not be sent");
    }

    private DeliveryQueue queue() {
        return queue(new AtomicBoolean(true));
    }

    /** Moves a time back by somewhat more than a day. */
    private void age(String column, String table) {
        jdbc.sql("UPDATE %1$s SET %2$s = %2$s - interval '25 hours'".formatted(table, column))
                .update();
    }

    private void endPauses() {
        jdbc.sql("UPDATE auth.webhook SET held_until = now()").update();
        jdbc.sql("UPDATE auth.webhook_delivery SET due_at = now() WHERE due_at IS NOT NULL")
                .update();
    }

    private boolean webhookIs(String condition) {
        return jdbc.sql("SELECT " + condition + " FROM auth.webhook")
                .query(Boolean.class)
                .single();
    }

    private List<String> errors() {
        return jdbc.sql("SELECT error FROM auth.webhook_delivery WHERE attempts = 1")
                .query(String.class)
                .list();
    }

    private DriverManagerDataSource connections(AtomicBoolean live) {
        return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (!live.get()) {
                    throw new SQLException("This node is dead");
                }
                return super.getConnection();
            }
        };
    }

    private DeliveryQueue queue(AtomicBoolean live) {
        DriverManagerDataSource connections = connections(live);
        return new DeliveryQueue(JdbcClient.create(connections), texts, new JdbcTransactionManager(connections));
    }

    private WebhookSender sender(DeliveryQueue queue) {
        return sender(queue, new ReceiverRules(true));
    }

    private WebhookSender sender(DeliveryQueue queue, ReceiverRules rules) {
        return new WebhookSender(
                queue, http, new WebhookDeliveryCounts(new SimpleMeterRegistry(), queue), rules, Clock.systemUTC());
    }

    private void endLease() {
        jdbc.sql("UPDATE auth.webhook SET taken_until = taken_until - make_interval(secs => ?)")
                .param(DeliveryQueue.LEASE.toSeconds())
                .update();
    }

    private List<String> deliveries() {
        return jdbc.sql("SELECT message_id, delivered, attempts FROM auth.webhook_delivery WHERE due_at IS NULL")
                .query((row, _) -> row.getString(1) + " " + row.getBoolean(2) + " " + row.getInt(3))
                .list();
    }
}
