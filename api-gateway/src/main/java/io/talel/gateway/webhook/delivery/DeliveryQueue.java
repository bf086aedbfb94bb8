package io.talel.gateway.webhook.delivery;

import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.registry.ReceiverUrl;
import io.talel.gateway.webhook.registry.WebhookSecret;
import io.talel.gateway.webhook.registry.Webhooks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The deliveries that are due. A node takes a receiver, not a message: so each receiver has one connection at a time,
 * whatever is due to it, and a pause after a failure holds for all its messages. Times are those of the database.
 */
@Component
class DeliveryQueue {

    /** How long a receiver is this node's. Longer than a turn with the last attempt. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** Those that have waited longest come first. */
    private static final String TAKE = """
            UPDATE auth.webhook SET held_until = now() + make_interval(secs => :lease)
            WHERE id = ANY (ARRAY(
                SELECT id FROM auth.webhook
                WHERE held_until <= now() AND proven = :proven
                  AND EXISTS (SELECT FROM auth.webhook_delivery WHERE webhook_id = webhook.id AND due_at <= now())
                ORDER BY held_until
                LIMIT :most
                FOR UPDATE SKIP LOCKED))
            RETURNING id, url, secret, CASE WHEN former_until > now() THEN former_secret END AS former, failures
            """;

    private static final String NEXT = """
            SELECT message.id, message.body, attempts, begun_at < now() - interval '1 day' AS is_too_old
            FROM auth.webhook_delivery
            JOIN auth.outbox message ON message.id = message_id
            WHERE webhook_id = :webhook AND due_at <= now()
            ORDER BY due_at, message.position
            LIMIT 1
            """;

    private static final String ATTEMPTED = """
            UPDATE auth.webhook_delivery
            SET attempts = attempts + 1, attempted_at = now(), delivered = :delivered, status = :status, answer = :answer,
                error = :error, due_at = now() + make_interval(secs => CAST(:pause AS float8))
            WHERE webhook_id = :webhook AND message_id = :message
            """;

    private static final String GIVE_UP =
            "UPDATE auth.webhook_delivery SET due_at = NULL WHERE webhook_id = :webhook AND message_id = :message";

    private static final String SUCCEEDED = """
            UPDATE auth.webhook SET held_until = now(), failures = 0, failing_since = NULL, proven = true
            WHERE id = :webhook
            """;

    private static final String FAILED = """
            UPDATE auth.webhook
            SET held_until = now() + make_interval(secs => :pause),
                failures = CASE WHEN :sent THEN 1 ELSE failures + 1 END,
                failing_since = CASE WHEN :sent THEN now() ELSE coalesce(failing_since, now()) END, proven = false
            WHERE id = :webhook
            """;

    private static final String RELEASE = "UPDATE auth.webhook SET held_until = now() WHERE id = :webhook";

    /** Receivers that fail are no fault of the nodes. */
    private static final String LATE = """
            SELECT coalesce(extract(epoch FROM now() - min(greatest(due_at, held_until))), 0)
            FROM auth.webhook
            JOIN auth.webhook_delivery ON webhook_id = id
            WHERE due_at <= now() AND held_until <= now()
            """;

    private final JdbcClient jdbc;
    private final SealedTexts texts;

    DeliveryQueue(@Qualifier("authJdbcClient") JdbcClient jdbc, @Qualifier("webhookTexts") SealedTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /**
     * Takes receivers to which something is due and that no other node has.
     *
     * @param proven whether the last attempt at them succeeded
     */
    List<Receiver> take(boolean proven, int most) {
        return jdbc.sql(TAKE)
                .param("lease", LEASE.toSeconds())
                .param("proven", proven)
                .param("most", most)
                .query((row, _) -> receiver(row))
                .list();
    }

    private Receiver receiver(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<WebhookSecret> secrets = Stream.of(
                        Optional.ofNullable(row.getString("secret")), Optional.ofNullable(row.getString("former")))
                .flatMap(Optional::stream)
                .flatMap(text -> texts.open(Webhooks.placeOfSecret(id), text).stream())
                .map(WebhookSecret::new)
                .toList();
        return new Receiver(
                id,
                texts.open(Webhooks.placeOfUrl(id), row.getString("url")).map(ReceiverUrl::new),
                secrets,
                row.getInt("failures"));
    }

    Optional<QueuedMessage> next(Receiver receiver) {
        return jdbc.sql(NEXT)
                .param("webhook", receiver.webhookId())
                .query((row, _) -> new QueuedMessage(
                        row.getString("id"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getBoolean("is_too_old")))
                .optional();
    }

    void delivered(Receiver receiver, QueuedMessage message, Answer answer) {
        attempted(receiver, message, answer, null, null);
    }

    /** @param answer null if there was none */
    void failed(Receiver receiver, QueuedMessage message, @Nullable Answer answer, String error, Duration pause) {
        attempted(receiver, message, answer, error, pause);
    }

    private void attempted(
            Receiver receiver,
            QueuedMessage message,
            @Nullable Answer answer,
            @Nullable String error,
            @Nullable Duration pause) {
        jdbc.sql(ATTEMPTED)
                .param("webhook", receiver.webhookId())
                .param("message", message.id())
                .param("delivered", error == null)
                .param("status", answer == null ? null : answer.status())
                .param("answer", answer == null ? null : answer.body())
                .param("error", error)
                .param("pause", pause == null ? null : pause.toSeconds())
                .update();
    }

    void giveUp(Receiver receiver, QueuedMessage message) {
        jdbc.sql(GIVE_UP)
                .param("webhook", receiver.webhookId())
                .param("message", message.id())
                .update();
    }

    /** Ends a turn in which all attempts succeeded. */
    void succeeded(Receiver receiver) {
        release(SUCCEEDED, receiver);
    }

    /** Ends a turn whose last attempt failed. */
    void failed(Receiver receiver, boolean sent, Duration pause) {
        jdbc.sql(FAILED)
                .param("sent", sent)
                .param("webhook", receiver.webhookId())
                .param("pause", pause.toSeconds())
                .update();
    }

    /** Ends a turn without an attempt. */
    void release(Receiver receiver) {
        release(RELEASE, receiver);
    }

    private void release(String statement, Receiver receiver) {
        jdbc.sql(statement).param("webhook", receiver.webhookId()).update();
    }

    /** Seconds for which a message has waited longest for a node. */
    double late() {
        return jdbc.sql(LATE).query(Double.class).single();
    }
}
