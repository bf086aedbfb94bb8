package io.talel.gateway.account.erasure;

import io.talel.gateway.work.LeasedQueue;
import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue of removed people who are not fully erased yet. */
@Component
final class ErasureQueue {

    /** Lease of the node that took an erasure; the node extends it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final String COLUMNS = """
            user_id, articles, attempts, removed_at,
            coalesce(sessions_ended_at < now() - make_interval(secs => %d), false) AS settled
            """.formatted(ErasureDispatch.SETTLED.toSeconds());

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
                        ArticlesOnRemoval.valueOf(row.getString("articles")),
                        row.getInt("attempts"),
                        row.getTimestamp("removed_at").toInstant(),
                        row.getBoolean("settled")));
    }

    /** Runs in the transaction of the caller. */
    void add(UserId userId, ArticlesOnRemoval articles) {
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

    /** Erasures whose sessions have not ended yet, the oldest first; a limited number. */
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

    /** Seconds since the oldest removal that is not finished; 0 without one. */
    double oldestSeconds() {
        return jdbc.sql("SELECT coalesce(extract(epoch FROM now() - min(removed_at)), 0)::float8 FROM auth.erasure")
                .query(Double.class)
                .single();
    }

    /** Removes a finished erasure. */
    void done(UserId userId) {
        due.remove(userId.value());
    }
}
