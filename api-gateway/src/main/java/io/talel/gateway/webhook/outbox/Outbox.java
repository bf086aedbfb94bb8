package io.talel.gateway.webhook.outbox;

import io.talel.kernel.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages to webhooks and their deliveries, for 30 days: rows of the event store's database. */
@Component
public class Outbox {

    private static final String ADD_MESSAGE = """
            INSERT INTO auth.outbox (id, user_id, type, position, body)
            SELECT :id, :author, :type, :position, :body
            WHERE EXISTS (SELECT FROM auth.webhook WHERE user_id = :author)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String ADD_DELIVERIES = """
            INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id)
            SELECT webhook.id, message.id, webhook.user_id
            FROM auth.webhook
            JOIN auth.outbox message ON message.id = :id
            WHERE webhook.user_id = :author AND :type = ANY (webhook.events)
            ON CONFLICT (webhook_id, message_id) DO NOTHING
            """;

    private static final String LIST = """
            SELECT message.id, message.type, message.position, message.created_at, delivered, attempts, attempted_at,
                   due_at, status, answer, error
            FROM auth.webhook_delivery delivery
            JOIN auth.outbox message ON message.id = message_id
            WHERE webhook_id = :webhook AND delivery.user_id = :author
              AND (CAST(:before AS text) IS NULL OR (message.position, message.id) <
                   (SELECT position, id FROM auth.outbox WHERE id = :before))
            ORDER BY message.position DESC, message.id DESC
            LIMIT :limit
            """;

    private static final String AGAIN =
            "begun_at = now(), due_at = now(), attempts = 0, delivered = false, status = NULL, answer = NULL, error = NULL";

    private static final String REDELIVER = "UPDATE auth.webhook_delivery SET " + AGAIN + """
             WHERE webhook_id = :webhook AND message_id = :message AND user_id = :author
            """;

    private static final String REPLAY = """
            INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id)
            SELECT webhook.id, message.id, webhook.user_id
            FROM auth.webhook
            JOIN auth.outbox message ON message.user_id = webhook.user_id
            WHERE webhook.id = :webhook AND webhook.user_id = :author AND message.position >= :from
              AND message.type = ANY (webhook.events)
            ON CONFLICT (webhook_id, message_id) DO UPDATE SET
            """ + AGAIN;

    /** Ends a pause after failures soon. A node that sends to it now has not so long left. */
    private static final String SOON = """
            UPDATE auth.webhook SET held_until = least(held_until, now() + interval '1 minute')
            WHERE id = :webhook AND user_id = :author
            """;

    private static final String FORGET_OLD = """
            DELETE FROM auth.outbox message
            WHERE created_at < now() - interval '30 days'
              AND NOT EXISTS (SELECT FROM auth.webhook_delivery WHERE message_id = message.id AND due_at IS NOT NULL)
            """;

    private final JdbcClient jdbc;

    Outbox(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Queues a message for all webhooks of its author that want it, once, in the transaction of the caller. */
    void add(Message message) {
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

    /**
     * The latest first.
     *
     * @param before only messages before this one; null for all
     */
    public List<Delivery> deliveries(UserId author, long webhook, @Nullable String before, int limit) {
        return jdbc.sql(LIST)
                .param("webhook", webhook)
                .param("author", author.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> delivery(row))
                .list();
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
        boolean found = jdbc.sql(REDELIVER)
                        .param("webhook", webhook)
                        .param("message", messageId)
                        .param("author", author.value())
                        .update()
                > 0;
        soon(author, webhook);
        return found;
    }

    /**
     * Sends all messages of the author again that the webhook wants, also those from before it was registered.
     *
     * @param from position of the first of them
     */
    public void replay(UserId author, long webhook, long from) {
        jdbc.sql(REPLAY)
                .param("webhook", webhook)
                .param("author", author.value())
                .param("from", from)
                .update();
        soon(author, webhook);
    }

    private void soon(UserId author, long webhook) {
        jdbc.sql(SOON).param("webhook", webhook).param("author", author.value()).update();
    }

    /** Deletes messages of more than 30 days ago with their deliveries. */
    public void forgetOld() {
        jdbc.sql(FORGET_OLD).update();
    }
}
