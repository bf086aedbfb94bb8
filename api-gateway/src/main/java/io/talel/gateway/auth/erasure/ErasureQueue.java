package io.talel.gateway.auth.erasure;

import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who was removed and is not erased to the end. A node takes one for {@link #LEASE}; if it dies another goes on. Times are
 * those of the database.
 */
final class ErasureQueue {

    /** For how long one is left to the node that took it, and is prolonged by it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * After so long nothing of a removed person gets into the log any more: nodes forget their key within 2 s, and without it
     * whatever was begun is refused, or ends within the time limits of its transaction.
     */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private static final String TAKE = """
            UPDATE auth.erasure
            SET due_at = now() + make_interval(secs => :lease), attempts = attempts + 1
            WHERE user_id = (
                SELECT user_id FROM auth.erasure
                WHERE due_at <= now()
                ORDER BY due_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            RETURNING user_id, articles, attempts, removed_at < now() - make_interval(secs => :settled) AS settled
            """;

    private final JdbcClient jdbc;

    ErasureQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        return jdbc.sql(TAKE)
                .param("lease", LEASE.toSeconds())
                .param("settled", SETTLED.toSeconds())
                .query((row, _) -> new Erasure(
                        new UserId(row.getLong("user_id")),
                        ArticlesOfRemoved.valueOf(row.getString("articles")),
                        row.getInt("attempts"),
                        row.getBoolean("settled")))
                .optional();
    }

    void dueIn(Duration pause, UserId userId) {
        jdbc.sql("UPDATE auth.erasure SET due_at = now() + make_interval(secs => :pause) WHERE user_id = :userId")
                .param("pause", pause.toSeconds())
                .param("userId", userId.value())
                .update();
    }

    /** Nothing is left. */
    void done(UserId userId) {
        jdbc.sql("DELETE FROM auth.erasure WHERE user_id = :userId")
                .param("userId", userId.value())
                .update();
    }
}
