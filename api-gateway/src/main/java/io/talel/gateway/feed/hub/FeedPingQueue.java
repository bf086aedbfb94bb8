package io.talel.gateway.feed.hub;

import io.talel.gateway.work.LeasedQueue;
import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The queue of pings to the hub: rows of the event store's database. There is one for a feed, however often it changes, so the queue is never longer than there are feeds, and articles and tags that have just changed. Any node takes them.
 */
@Component
final class FeedPingQueue {

    /** Lease of the node that took one: longer than the hub may take to answer. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final LeasedQueue<FeedPing> due;

    FeedPingQueue(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.due = new LeasedQueue<>(
                jdbc,
                new Table("auth.feed_ping", "topic", true, "topic, version, changes, attempts"),
                LEASE,
                (row, _) -> new FeedPing(
                        row.getString("topic"),
                        row.getLong("version"),
                        row.getLong("changes"),
                        row.getInt("attempts")));
    }

    /** Queues an article, in the transaction of the caller. */
    void add(ArticleId article, long version) {
        add(article.toString(), version);
    }

    /** Queues a tag that an article has lost, in the transaction of the caller. */
    void add(ArticleId article, String lostTag, long version) {
        add(FeedPing.topic(article, lostTag), version);
    }

    /** Queues a feed. One that waits for its next attempt goes on waiting. */
    void add(String feed) {
        add(feed, 0);
    }

    private void add(String topic, long version) {
        jdbc.sql("""
                        INSERT INTO auth.feed_ping AS queued (topic, version)
                        VALUES (:topic, :version)
                        ON CONFLICT (topic) DO UPDATE
                        SET version = greatest(queued.version, excluded.version), changes = queued.changes + 1
                        """).param("topic", topic).param("version", version).update();
    }

    Optional<FeedPing> take() {
        return due.take();
    }

    void dueIn(Duration pause, FeedPing ping) {
        due.dueIn(pause, ping.topic());
    }

    /** Removes one; if it has changed since it was taken, it is due again. */
    void done(FeedPing ping) {
        int removed = jdbc.sql("DELETE FROM auth.feed_ping WHERE topic = :topic AND changes = :changes")
                .param("topic", ping.topic())
                .param("changes", ping.changes())
                .update();
        if (removed == 0) {
            jdbc.sql("UPDATE auth.feed_ping SET due_at = now(), attempts = 0 WHERE topic = :topic")
                    .param("topic", ping.topic())
                    .update();
        }
    }
}
