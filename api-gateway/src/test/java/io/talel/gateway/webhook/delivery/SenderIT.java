package io.talel.gateway.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.registry.Webhooks;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a node leaves behind that dies between an answer and its record. */
class SenderIT {

    private static final long HOOK = 7;

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(connections(new AtomicBoolean(true)));
    private final SealedTexts texts =
            new SealedTexts(new KeyRing("k".repeat(64), "").derive("a test"), new SecureRandom());
    private final TestReceiver receiver = TestReceiver.answering(200, "thanks");
    private final HttpPost http = new HttpPost(
            InetAddress::getAllByName, _ -> true, (SSLSocketFactory) SSLSocketFactory.getDefault(), HttpPost.DEADLINE);

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
        Receiver taken = ofDyingNode.take(false, 1).getFirst();
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
        return new DeliveryQueue(JdbcClient.create(connections(live)), texts);
    }

    private Sender sender(DeliveryQueue queue) {
        return new Sender(queue, http, new DeliveryCounts(new SimpleMeterRegistry(), queue), Clock.systemUTC());
    }

    private void endLease() {
        jdbc.sql("UPDATE auth.webhook SET held_until = held_until - make_interval(secs => ?)")
                .param(DeliveryQueue.LEASE.toSeconds())
                .update();
    }

    private List<String> deliveries() {
        return jdbc.sql("SELECT message_id, delivered, attempts FROM auth.webhook_delivery WHERE due_at IS NULL")
                .query((row, _) -> row.getString(1) + " " + row.getBoolean(2) + " " + row.getInt(3))
                .list();
    }
}
