package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.outbox.Delivery;
import io.talel.gateway.webhook.outbox.TestOutbox;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.gateway.webhook.registry.ReceiverRules;
import io.talel.gateway.webhook.registry.Webhooks;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Webhooks in a database of the release before, whose nodes go on for a while after the migration. */
class MigratedWebhooksIT {

    private static final long HOOK = 7;
    private static final UserId AUTHOR = new UserId(1);

    /** As the release before queued a message. */
    private static final List<String> OLD_STATEMENTS = List.of("""
            INSERT INTO auth.outbox (id, user_id, type, position, body)
            SELECT :id, :author, :type, :position, :body
            WHERE EXISTS (SELECT FROM auth.webhook WHERE user_id = :author)
            ON CONFLICT (id) DO NOTHING
            """, """
            INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id)
            SELECT webhook.id, message.id, webhook.user_id
            FROM auth.webhook
            JOIN auth.outbox message ON message.id = :id
            WHERE webhook.user_id = :author AND :type = ANY (webhook.events)
            ON CONFLICT (webhook_id, message_id) DO NOTHING
            """);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource connections =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(connections);
    private final SealedTexts texts =
            new SealedTexts(new KeyRing("k".repeat(64), "").derive("a test"), new SecureRandom());
    private final WebhookOutbox outbox = TestOutbox.of(jdbc);
    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");
    private final HttpPost http = TestReceiver.reachingAll();

    @BeforeEach
    void the_release_before_has_sent_one_message_and_queued_another() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:db/auth")
                .schemas("auth")
                .placeholders(Map.of("application", database.user()))
                .target("12")
                .load()
                .migrate();
        jdbc.sql("""
                        INSERT INTO auth.webhook (id, user_id, events, url, secret)
                        VALUES (:id, :author, '{article.published}', :url, :secret)
                        """)
                .param("id", HOOK)
                .param("author", AUTHOR.value())
                .param("url", texts.seal(Webhooks.placeOfUrl(HOOK), receiver.url()))
                .param("secret", texts.seal(Webhooks.placeOfSecret(HOOK), "whsec_c2VjcmV0"))
                .update();
        tellAsBefore(90);
        jdbc.sql(
                        "UPDATE auth.webhook_delivery SET due_at = NULL, delivered = true, attempts = 1, status = 200, answer = ''")
                .update();
        tellAsBefore(91);
    }

    private void tellAsBefore(long position) {
        OLD_STATEMENTS.forEach(statement -> jdbc.sql(statement)
                .param("id", "msg_" + position)
                .param("author", AUTHOR.value())
                .param("type", "article.published")
                .param("position", position)
                .param("body", "{}")
                .update());
    }

    @AfterEach
    void close() {
        http.close();
        receiver.close();
    }

    @Test
    void what_was_queued_before_the_migration_and_by_old_nodes_after_it_is_sent_listed_and_replayed() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        tellAsBefore(92);
        assertThat(jdbc.sql("SELECT position FROM auth.webhook_delivery ORDER BY message_id")
                        .query(Long.class)
                        .list())
                .containsExactly(90L, 91L, 0L);

        turn();

        assertThat(receiver.received())
                .extracting(received -> received.header("webhook-id"))
                .containsExactly("msg_91", "msg_92");
        assertThat(outbox.deliveries(AUTHOR, HOOK, null, 10))
                .extracting(Delivery::messageId, Delivery::position, Delivery::delivered)
                .containsExactly(tuple("msg_91", 91L, true), tuple("msg_90", 90L, true), tuple("msg_92", 92L, true));
        assertThat(outbox.deliveries(AUTHOR, HOOK, "msg_90", 10))
                .extracting(Delivery::messageId)
                .containsExactly("msg_92");

        assertThat(outbox.replay(AUTHOR, HOOK, 91)).isTrue();
        turn();

        assertThat(receiver.received())
                .extracting(received -> received.header("webhook-id"))
                .containsExactly("msg_91", "msg_92", "msg_91", "msg_92");
        assertThat(outbox.deliveries(AUTHOR, HOOK, null, 10))
                .extracting(Delivery::messageId)
                .containsExactly("msg_92", "msg_91", "msg_90");
    }

    private void turn() {
        DeliveryQueue queue = new DeliveryQueue(jdbc, texts, new JdbcTransactionManager(connections));
        WebhookSender sender = new WebhookSender(
                queue,
                http,
                new WebhookDeliveryCounts(new SimpleMeterRegistry(), queue),
                new ReceiverRules(true),
                Clock.systemUTC());
        for (boolean proven : new boolean[] {false, true}) {
            queue.take(proven, 1).forEach(sender::turn);
        }
    }
}
