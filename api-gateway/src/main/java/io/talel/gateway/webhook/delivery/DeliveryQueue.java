package io.talel.gateway.webhook.delivery;

import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.webhook.registry.ReceiverUrl;
import io.talel.gateway.webhook.registry.WebhookSecret;
import io.talel.gateway.webhook.registry.Webhooks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The deliveries that are due. A node takes a receiver, not a message: so each receiver has one connection at a time,
 * whatever is due to it, and a pause after a failure holds for all its messages. Times are those of the database.
 */
@Component
class DeliveryQueue {

    /** How long a receiver is this node's. Longer than a turn with the last attempt. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** Makes the number of receivers of an account exact: one node takes at a time. */
    private static final String ALONE =
            "SELECT pg_advisory_xact_lock(hashtextextended('receivers of webhooks are taken', 0))";

    /**
     * Takes receivers first that have waited longest. At most two proven receivers of an account are leased at a time, and at most
     * two others: a receiver that hangs holds up no proven one.
     */
    private static final String TAKE = """
            WITH ready AS (
                SELECT id, user_id, held_until,
                       row_number() OVER (PARTITION BY user_id ORDER BY held_until, id) AS place
                FROM auth.webhook
                WHERE held_until <= now() AND taken_until <= now() AND disabled_at IS NULL AND proven = :proven
                  AND EXISTS (SELECT FROM auth.webhook_delivery WHERE webhook_id = webhook.id AND due_at <= now()))
            UPDATE auth.webhook SET taken_until = now() + make_interval(secs => :lease), lease = lease + 1
            WHERE id = ANY (ARRAY(
                SELECT webhook.id
                FROM ready
                JOIN auth.webhook ON webhook.id = ready.id
                WHERE place <= 2 - (
                    SELECT count(*) FROM auth.webhook busy
                    WHERE busy.user_id = ready.user_id AND busy.proven = :proven AND busy.taken_until > now())
                ORDER BY ready.held_until
                LIMIT :most
                FOR NO KEY UPDATE OF webhook SKIP LOCKED))
            RETURNING id, lease, url, secret, CASE WHEN former_until > now() THEN former_secret END AS former, failures
            """;

    /** A message without an attempt is too old only if its receiver has failed as long, see {@link DeliveryRetries}. */
    private static final String NEXT = """
            SELECT message.id, message.body, begun_at, attempts,
                   begun_at < now() - make_interval(secs => :giveUpAfter)
                       AND (attempts > 0 OR failing_since < now() - make_interval(secs => :giveUpAfter))
                       AS is_too_old
            FROM auth.webhook_delivery delivery
            JOIN auth.webhook ON webhook.id = webhook_id
            JOIN auth.outbox message ON message.id = message_id
            WHERE webhook_id = :webhook AND due_at <= now()
            ORDER BY due_at, delivery.position
            LIMIT 1
            """;

    /** Not after the lease, and not if the message was queued again during the attempt. */
    private static final String IF_IN_HAND = """
            WHERE webhook_id = :webhook AND message_id = :message AND begun_at = :begun
              AND EXISTS (SELECT FROM auth.webhook WHERE id = :webhook AND lease = :lease)
            """;

    private static final String ATTEMPTED = """
            UPDATE auth.webhook_delivery
            SET attempts = attempts + 1, attempted_at = now(), delivered = :delivered, status = :status, answer = :answer,
                error = :error, due_at = now() + make_interval(secs => CAST(:pause AS float8))
            """ + IF_IN_HAND;

    private static final String GIVE_UP = "UPDATE auth.webhook_delivery SET due_at = NULL " + IF_IN_HAND;

    private static final String SUCCEEDED = """
            UPDATE auth.webhook
            SET held_until = now(), taken_until = now(), failures = 0, failing_since = NULL, proven = :quick
            WHERE id = :webhook AND lease = :lease
            """;

    /** Disables a receiver that is gone or has failed for {@link DeliveryRetries#DISABLE_AFTER}. */
    private static final String FAILED = """
            UPDATE auth.webhook
            SET held_until = now() + make_interval(secs => :pause), taken_until = now(), failures = failures + 1,
                failing_since = coalesce(failing_since, now()), proven = false,
                disabled_at = coalesce(
                    disabled_at, CASE
                        WHEN :gone OR failing_since < now() - make_interval(secs => :disableAfter) THEN now() END)
            WHERE id = :webhook AND lease = :lease
            RETURNING disabled_at IS NOT NULL
            """;

    /** A statement of its own, which sees what a replay queued while the one before waited for it. */
    private static final String GIVE_UP_ALL =
            "UPDATE auth.webhook_delivery SET due_at = NULL WHERE webhook_id = :webhook AND due_at IS NOT NULL";

    private static final String RELEASE =
            "UPDATE auth.webhook SET held_until = now(), taken_until = now() WHERE id = :webhook AND lease = :lease";

    /** Leaves out receivers that wait after a failure or for others of their account: the nodes are not at fault. */
    private static final String LATE = """
            SELECT coalesce(extract(epoch FROM now() - min(greatest(due_at, held_until, taken_until))), 0)
            FROM auth.webhook
            JOIN auth.webhook_delivery ON webhook_id = id
            WHERE due_at <= now() AND held_until <= now() AND taken_until <= now() AND disabled_at IS NULL
              AND 2 > (
                SELECT count(*) FROM auth.webhook busy
                WHERE busy.user_id = webhook.user_id AND busy.proven = webhook.proven AND busy.taken_until > now())
            """;

    private final JdbcClient jdbc;
    private final SealedTexts texts;
    private final TransactionTemplate transaction;

    DeliveryQueue(
            @Qualifier("authJdbcClient") JdbcClient jdbc,
            @Qualifier("webhookTexts") SealedTexts texts,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.transaction = new TransactionTemplate(eventStoreTransactionManager);
    }

    /**
     * Takes receivers to which something is due and that no other node has.
     *
     * @param proven whether all attempts of their last turn succeeded quickly
     */
    List<LeasedWebhook> take(boolean proven, int most) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql(ALONE).query((_, _) -> true).single();
            return jdbc.sql(TAKE)
                    .param("lease", LEASE.toSeconds())
                    .param("proven", proven)
                    .param("most", most)
                    .query((row, _) -> receiver(row))
                    .list();
        }));
    }

    private LeasedWebhook receiver(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<WebhookSecret> secrets = Stream.of(
                        Optional.ofNullable(row.getString("secret")), Optional.ofNullable(row.getString("former")))
                .flatMap(Optional::stream)
                .flatMap(text -> texts.open(Webhooks.placeOfSecret(id), text).stream())
                .map(WebhookSecret::new)
                .toList();
        return new LeasedWebhook(
                id,
                row.getLong("lease"),
                texts.open(Webhooks.placeOfUrl(id), row.getString("url")).flatMap(ReceiverUrl::read),
                secrets,
                row.getInt("failures"));
    }

    Optional<QueuedMessage> next(LeasedWebhook receiver) {
        return jdbc.sql(NEXT)
                .param("webhook", receiver.webhookId())
                .param("giveUpAfter", DeliveryRetries.GIVE_UP_AFTER.toSeconds())
                .query((row, _) -> new QueuedMessage(
                        row.getString("id"),
                        row.getString("body"),
                        row.getObject("begun_at", OffsetDateTime.class),
                        row.getInt("attempts"),
                        row.getBoolean("is_too_old")))
                .optional();
    }

    void delivered(LeasedWebhook receiver, QueuedMessage message, ReceiverResponse answer) {
        attempted(receiver, message, answer, null, null);
    }

    /** @param answer null if there was none */
    void failed(
            LeasedWebhook receiver,
            QueuedMessage message,
            @Nullable ReceiverResponse answer,
            String error,
            Duration pause) {
        attempted(receiver, message, answer, error, pause);
    }

    private void attempted(
            LeasedWebhook receiver,
            QueuedMessage message,
            @Nullable ReceiverResponse answer,
            @Nullable String error,
            @Nullable Duration pause) {
        inHand(ATTEMPTED, receiver, message)
                .param("delivered", error == null)
                .param("status", answer == null ? null : answer.status())
                .param("answer", answer == null ? null : answer.body())
                .param("error", error)
                .param("pause", pause == null ? null : pause.toSeconds())
                .update();
    }

    void giveUp(LeasedWebhook receiver, QueuedMessage message) {
        inHand(GIVE_UP, receiver, message).update();
    }

    private JdbcClient.StatementSpec inHand(String statement, LeasedWebhook receiver, QueuedMessage message) {
        return ofLease(statement, receiver).param("message", message.id()).param("begun", message.begunAt());
    }

    /**
     * Ends a turn in which all attempts succeeded.
     *
     * @param quick whether none of them took long
     */
    void succeeded(LeasedWebhook receiver, boolean quick) {
        ofLease(SUCCEEDED, receiver).param("quick", quick).update();
    }

    /**
     * Ends a turn whose last attempt failed; gives up all messages of a receiver that is disabled now.
     *
     * @param gone whether the receiver wants no more messages
     */
    void failed(LeasedWebhook receiver, Duration pause, boolean gone) {
        transaction.executeWithoutResult(_ -> {
            boolean disabled = ofLease(FAILED, receiver)
                    .param("pause", pause.toSeconds())
                    .param("gone", gone)
                    .param("disableAfter", DeliveryRetries.DISABLE_AFTER.toSeconds())
                    .query(Boolean.class)
                    .optional()
                    .orElse(false);
            if (disabled) {
                jdbc.sql(GIVE_UP_ALL).param("webhook", receiver.webhookId()).update();
            }
        });
    }

    /** Ends a turn without an attempt. */
    void release(LeasedWebhook receiver) {
        ofLease(RELEASE, receiver).update();
    }

    private JdbcClient.StatementSpec ofLease(String statement, LeasedWebhook receiver) {
        return jdbc.sql(statement).param("webhook", receiver.webhookId()).param("lease", receiver.lease());
    }

    /** Seconds for which a message has waited longest for a node. */
    double late() {
        return jdbc.sql(LATE).query(Double.class).single();
    }
}
