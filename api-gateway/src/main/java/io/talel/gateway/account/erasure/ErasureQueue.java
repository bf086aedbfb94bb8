package io.talel.gateway.account.erasure;

import io.talel.gateway.work.LeasedQueue;
import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People who are removed but not yet fully erased. */
@Component
final class ErasureQueue {

    /** For how long one is left to the node that took it, and is prolonged by it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * So long after their sessions have ended nothing of a removed person gets into the log any more: within 2 s all nodes
     * refuse their tokens and forget their key, and without it whatever was begun is refused, or ends within the time limits
     * of its transaction.
     */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private static final String COLUMNS = """
            user_id, articles, attempts, removed_at,
            coalesce(sessions_ended_at < now() - make_interval(secs => %d), false) AS settled
            """.formatted(SETTLED.toSeconds());

    private final JdbcClient jdbc;
    private final LeasedQueue<Erasure> due;

    ErasureQueue(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.due = new LeasedQueue<>(
                jdbc,
                new Table("auth.erasure", "user_id", true, COLUMNS),
                LEASE,
                (row, _) -> new Erasure(
                        new UserId(row.getLong("user_id")),
                        ArticlesOfRemoved.valueOf(row.getString("articles")),
                        row.getInt("attempts"),
                        row.getTimestamp("removed_at").toInstant(),
                        row.getBoolean("settled")));
    }

    /** In the transaction of the caller. */
    void add(UserId userId, ArticlesOfRemoved articles) {
        jdbc.sql("""
                        INSERT INTO auth.erasure (user_id, articles) VALUES (:userId, :articles)
                        ON CONFLICT (user_id) DO NOTHING
                        """)
                .param("userId", userId.value())
                .param("articles", articles.name())
                .update();
    }

    Optional<Erasure> take() {
        return due.take();
    }

    /** Whose sessions nobody has ended yet, those first who wait longest; some of them if there are many. */
    List<UserId> withSessions() {
        return jdbc.sql("""
                        SELECT user_id FROM auth.erasure
                        WHERE sessions_ended_at IS NULL
                        ORDER BY removed_at
                        LIMIT 100
                        """).query((row, _) -> new UserId(row.getLong(1))).list();
    }

    void sessionsEnded(UserId userId) {
        jdbc.sql("""
                        UPDATE auth.erasure SET sessions_ended_at = now()
                        WHERE user_id = :userId AND sessions_ended_at IS NULL
                        """).param("userId", userId.value()).update();
    }

    void dueIn(Duration pause, UserId userId) {
        due.dueIn(pause, userId.value());
    }

    /** Since the removal of the person who waits longest, in seconds; 0 if nobody waits. */
    double oldestSeconds() {
        return jdbc.sql("SELECT coalesce(extract(epoch FROM now() - min(removed_at)), 0)::float8 FROM auth.erasure")
                .query(Double.class)
                .single();
    }

    /** Nothing is left. */
    void done(UserId userId) {
        due.remove(userId.value());
    }
}
