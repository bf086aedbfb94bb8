package io.talel.gateway.webhook.outbox;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages to webhooks and their deliveries, for 30 days: rows of the event store's database. */
@Component
public class WebhookOutbox {

    /** Most messages that a statement deletes, so that no transaction is long. */
    private static final int BATCH = 1000;

    private static final String LOCK_KEY = "hashtextextended('messages to webhooks of user ' || :author, 0)";

    /**
     * Until the transaction ends, a replay and a message that is being queued wait for each other. Otherwise the message may find
     * the webhook disabled that the replay enables, while the replay does not see the message yet: nobody would send it.
     */
    private static final String QUEUEING = "SELECT pg_advisory_xact_lock_shared(" + LOCK_KEY + ")";

    private static final String REPLAYING = "SELECT pg_advisory_xact_lock(" + LOCK_KEY + ")";

    private static final String ADD_MESSAGE = """
            INSERT INTO auth.outbox (id, user_id, type, position, body)
            SELECT :id, :author, :type, :position, :body
            WHERE EXISTS (SELECT FROM auth.webhook WHERE user_id = :author)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String ADD_DELIVERIES = """
            INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
            SELECT webhook.id, message.id, webhook.user_id, message.position
            FROM auth.webhook
            JOIN auth.outbox message ON message.id = :id
            WHERE webhook.user_id = :author AND disabled_at IS NULL AND :type = ANY (webhook.events)
            ON CONFLICT (webhook_id, message_id) DO NOTHING
            """;

    private static final String LIST = """
            SELECT message.id, message.type, message.position, message.created_at, delivered, attempts, attempted_at,
                   due_at, status, answer, error
            FROM auth.webhook_delivery delivery
            JOIN auth.outbox message ON message.id = message_id
            WHERE webhook_id = :webhook AND delivery.user_id = :author AND delivery.position < :before
            ORDER BY delivery.position DESC
            LIMIT :limit
            """;

    private static final String POSITION = """
            SELECT position FROM auth.webhook_delivery
            WHERE webhook_id = :webhook AND message_id = :message AND user_id = :author
            """;

    private static final String AGAIN =
            "begun_at = now(), due_at = now(), attempts = 0, delivered = false, status = NULL, answer = NULL, error = NULL";

    /** Shortens the pause after failures, and enables a disabled webhook. */
    private static final String SOON = """
            held_until = least(held_until, now() + interval '1 minute'), disabled_at = NULL,
            failing_since = CASE WHEN disabled_at IS NULL THEN failing_since END
            """;

    /** Locks the webhook before its deliveries, as the end of a turn does. */
    private static final String REDELIVER = "WITH found AS (UPDATE auth.webhook SET " + SOON + """
                WHERE id = :webhook AND user_id = :author
                  AND EXISTS (SELECT FROM auth.webhook_delivery WHERE webhook_id = :webhook AND message_id = :message)
                RETURNING id)
            UPDATE auth.webhook_delivery SET
            """ + AGAIN
            + " FROM found WHERE webhook_id = found.id AND message_id = :message";

    /**
     * All deliveries of a replay have the time of the replay, which tells whether some are still due. Messages that are being
     * forgotten are left out.
     */
    private static final String REPLAY = "WITH begun AS (UPDATE auth.webhook SET replayed_at = now(), " + SOON + """
                WHERE id = :webhook AND user_id = :author
                  AND NOT EXISTS (
                    SELECT FROM auth.webhook_delivery
                    WHERE webhook_id = webhook.id AND due_at IS NOT NULL AND begun_at = webhook.replayed_at)
                RETURNING id, user_id, events),
            queued AS (
                INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                SELECT begun.id, message.id, begun.user_id, message.position
                FROM begun
                JOIN auth.outbox message ON message.user_id = begun.user_id
                WHERE message.position >= :from AND message.type = ANY (begun.events)
                ORDER BY message.position
                LIMIT :most
                FOR KEY SHARE OF message SKIP LOCKED
                ON CONFLICT (webhook_id, message_id) DO UPDATE SET position = excluded.position,
            """
            + AGAIN + ") SELECT EXISTS (SELECT FROM begun)";

    private static final String LAST_REPLAY = """
            SELECT (SELECT count(*) FROM auth.webhook_delivery WHERE webhook_id = webhook.id AND begun_at = replayed_at)
                       AS queued,
                   (SELECT min(position) FROM auth.outbox WHERE user_id = :author) AS earliest
            FROM auth.webhook
            WHERE id = :webhook AND user_id = :author
            """;

    private static final String FORGET_OLD = """
            DELETE FROM auth.outbox WHERE id = ANY (ARRAY(
                SELECT id FROM auth.outbox WHERE created_at < now() - make_interval(secs => :kept) LIMIT :batch))
            """;

    private static final String FORGET_SURPLUS = """
            DELETE FROM auth.outbox WHERE id = ANY (ARRAY(
                SELECT message.id
                FROM (SELECT user_id FROM auth.outbox GROUP BY user_id HAVING count(*) > :most) author
                JOIN auth.outbox message ON message.user_id = author.user_id
                WHERE message.position <= (
                    SELECT position FROM auth.outbox latest
                    WHERE latest.user_id = author.user_id
                    ORDER BY position DESC
                    OFFSET :most
                    LIMIT 1)
                LIMIT :batch))
            """;

    private final JdbcClient jdbc;

    WebhookOutbox(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Queues a message for all webhooks of its author that want it, once, in the transaction of the caller. */
    void add(Message message) {
        lock(QUEUEING, message.authorId());
        jdbc.sql(ADD_MESSAGE)
                .param("id", message.id())
                .param("author", message.authorId().value())
                .param("type", message.type())
                .param("position", message.position())
                .param("body", message.body())
                .update();
        jdbc.sql(ADD_DELIVERIES)
                .param("id", message.id())
                .param("author", message.authorId().value())
                .param("type", message.type())
                .update();
    }

    private void lock(String statement, UserId author) {
        jdbc.sql(statement)
                .param("author", author.toString())
                .query((_, _) -> true)
                .single();
    }

    /**
     * The latest first.
     *
     * @param before only messages before this one; null for all
     * @throws InvalidValue if the webhook has no delivery of that message
     */
    public List<Delivery> deliveries(UserId author, long webhook, @Nullable String before, int limit) {
        return jdbc.sql(LIST)
                .param("webhook", webhook)
                .param("author", author.value())
                .param("before", before == null ? Long.MAX_VALUE : position(author, webhook, before))
                .param("limit", limit)
                .query((row, _) -> delivery(row))
                .list();
    }

    private long position(UserId author, long webhook, String messageId) {
        return Optional.of(messageId)
                .filter(Message::isId)
                .flatMap(id -> jdbc.sql(POSITION)
                        .param("webhook", webhook)
                        .param("message", id)
                        .param("author", author.value())
                        .query(Long.class)
                        .optional())
                .orElseThrow(() -> new InvalidValue("before", "must be the id of a delivery of this webhook"));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("type"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getBoolean("delivered"),
                row.getInt("attempts"),
                instant(row, "attempted_at"),
                instant(row, "due_at"),
                row.getObject("status", Integer.class),
                row.getString("answer"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    /**
     * Sends a message again.
     *
     * @return whether there is such a delivery
     */
    public boolean redeliver(UserId author, long webhook, String messageId) {
        return Message.isId(messageId)
                && jdbc.sql(REDELIVER)
                                .param("webhook", webhook)
                                .param("message", messageId)
                                .param("author", author.value())
                                .update()
                        > 0;
    }

    /**
     * Sends messages of the author again that the webhook wants, also those from before it was registered; at most
     * {@link MessageRetention#MOST}, the earliest. Needs the transaction of the caller.
     *
     * @param from position of the first of them
     * @return false if messages of the last replay are still due
     */
    public boolean replay(UserId author, long webhook, long from) {
        lock(REPLAYING, author);
        return jdbc.sql(REPLAY)
                .param("webhook", webhook)
                .param("author", author.value())
                .param("from", from)
                .param("most", MessageRetention.MOST)
                .query(Boolean.class)
                .single();
    }

    /** Empty if the author has no such webhook. */
    public Optional<LastReplay> lastReplay(UserId author, long webhook) {
        return jdbc.sql(LAST_REPLAY)
                .param("webhook", webhook)
                .param("author", author.value())
                .query((row, _) -> new LastReplay(row.getLong("queued"), row.getObject("earliest", Long.class)))
                .optional();
    }

    /** Keeps messages for 30 days, and the latest {@link MessageRetention#MOST} of each author. */
    public void forgetOld() {
        List<JdbcClient.StatementSpec> statements = List.of(
                jdbc.sql(FORGET_OLD).param("kept", MessageRetention.KEPT.toSeconds()),
                jdbc.sql(FORGET_SURPLUS).param("most", MessageRetention.MOST));
        for (JdbcClient.StatementSpec statement : statements) {
            JdbcClient.StatementSpec batch = statement.param("batch", BATCH);
            while (batch.update() > 0) {
                // There may be more.
            }
        }
    }
}
