package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.outbox.TestOutbox;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which receivers nodes take. Account 1 has five webhooks, account 2 has number 6; something is due to all of them. */
class DeliveryQueueIT {

    private static final SealedTexts TEXTS =
            new SealedTexts(new KeyRing("k".repeat(64), "").derive("a test"), new SecureRandom());

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource connections =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(connections);
    private final DeliveryQueue queue = new DeliveryQueue(jdbc, TEXTS, new JdbcTransactionManager(connections));

    @BeforeEach
    void something_is_due_to_all() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc.sql("INSERT INTO auth.outbox VALUES ('msg_1', 1, 'article.published', 90, '{}')")
                .update();
        jdbc.sql("""
                        WITH webhook AS (
                            INSERT INTO auth.webhook (id, user_id, events, url, secret)
                            SELECT id, 1 + id / 6, '{article.published}', '', '' FROM generate_series(1, 6) id
                            RETURNING id, user_id)
                        INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                        SELECT id, 'msg_1', user_id, 90 FROM webhook
                        """).update();
    }

    @Test
    void two_receivers_of_an_account_are_in_hand_and_the_one_that_waits_longest_is_next() {
        List<LeasedWebhook> taken = queue.take(false, 10);
        assertThat(taken).extracting(LeasedWebhook::webhookId).containsExactlyInAnyOrder(1L, 2L, 6L);
        assertThat(queue.take(false, 10)).isEmpty();

        taken.stream().filter(each -> each.webhookId() == 2).forEach(queue::release);

        assertThat(queue.take(false, 10)).extracting(LeasedWebhook::webhookId).containsExactly(3L);
    }

    @Test
    void receivers_that_may_hang_take_no_place_of_the_proven_ones_of_their_account() {
        jdbc.sql("UPDATE auth.webhook SET proven = true WHERE id IN (3, 4, 5)").update();
        assertThat(queue.take(false, 10)).extracting(LeasedWebhook::webhookId).containsExactlyInAnyOrder(1L, 2L, 6L);

        assertThat(queue.late()).isPositive();
        List<LeasedWebhook> proven = queue.take(true, 10);

        assertThat(proven).extracting(LeasedWebhook::webhookId).containsExactlyInAnyOrder(3L, 4L);
        assertThat(queue.take(true, 10)).isEmpty();
        proven.forEach(each -> queue.succeeded(each, true));
        assertThat(queue.take(true, 10))
                .hasSize(2)
                .extracting(LeasedWebhook::webhookId)
                .contains(5L);
        assertThat(queue.late()).isZero();
    }

    @Test
    void nodes_that_take_at_the_same_time_take_no_more() {
        ConcurrentLinkedQueue<LeasedWebhook> taken = new ConcurrentLinkedQueue<>();
        try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
            for (int node = 0; node < 8; node++) {
                nodes.execute(() -> taken.addAll(queue.take(false, 1)));
            }
        }
        assertThat(taken).hasSize(3);
        assertThat(taken).extracting(LeasedWebhook::webhookId).contains(6L).doesNotHaveDuplicates();
    }

    @Test
    void a_former_secret_signs_until_its_time_is_over() {
        jdbc.sql("""
                        UPDATE auth.webhook
                        SET secret = :sealed, former_secret = :sealed, former_until = now() + interval '1 hour'
                        WHERE id = 6
                        """)
                .param("sealed", TEXTS.seal("secret of webhook 6", "whsec_c2VjcmV0"))
                .update();
        LeasedWebhook during = take(6);
        assertThat(during.secrets()).hasSize(2);
        queue.release(during);
        jdbc.sql("UPDATE auth.webhook SET former_until = now()").update();
        assertThat(take(6).secrets()).hasSize(1);
    }

    /** The end of the turn waits for the replay, whose deliveries are not in its snapshot. */
    @Test
    void a_webhook_that_is_disabled_at_the_end_of_a_replay_gives_up_what_was_replayed() throws Exception {
        LeasedWebhook receiver = take(1);
        jdbc.sql("UPDATE auth.webhook_delivery SET due_at = NULL").update();
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        WebhookOutbox outbox = TestOutbox.of(jdbc);
        try (ExecutorService node = Executors.newSingleThreadExecutor()) {
            Future<?> end = transaction.execute(_ -> {
                assertThat(outbox.replay(new UserId(1), 1, 0)).isTrue();
                Future<?> begun = node.submit(() -> queue.failed(receiver, Duration.ofSeconds(5), true));
                await().atMost(Duration.ofSeconds(30)).until(() -> begun.isDone() || isWaiting());
                assertThat(due()).isEqualTo(1);
                return begun;
            });
            end.get(30, TimeUnit.SECONDS);
        }
        assertThat(due()).isZero();
        assertThat(outbox.replay(new UserId(1), 1, 0)).isTrue();
    }

    private long due() {
        return jdbc.sql("SELECT count(*) FROM auth.webhook_delivery WHERE due_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private boolean isWaiting() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private LeasedWebhook take(long webhook) {
        return queue.take(false, 10).stream()
                .filter(each -> each.webhookId() == webhook)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_receiver_that_cannot_be_read_is_taken_like_the_others() {
        jdbc.sql("UPDATE auth.webhook SET url = ? WHERE id = 1")
                .param(TEXTS.seal("address of webhook 1", "no address"))
                .update();
        assertThat(queue.take(false, 10)).hasSize(3).allMatch(each -> each.url().isEmpty());
    }
}
