package io.talel.gateway.auth.session;

import io.talel.gateway.work.LeasedQueue;
import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pending ends of sessions: rows of the event store's database, written in one transaction with their reason, since Redis has
 * no part in transactions.
 */
@Component
public final class SessionEndQueue {

    /** Lease of the node that took a pending end; Redis answers within a second or not at all. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final LeasedQueue<PendingSessionEnd> due;

    public SessionEndQueue(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.due = new LeasedQueue<>(
                jdbc,
                new Table("auth.session_end", "id", false, "id, user_id, spared, why"),
                LEASE,
                (row, _) -> new PendingSessionEnd(
                        row.getObject("id", UUID.class),
                        new UserId(row.getLong("user_id")),
                        Optional.ofNullable(row.getString("spared")).map(SessionId::new),
                        PendingSessionEnd.Why.valueOf(row.getString("why"))));
    }

    /** Adds a pending end in the transaction of the caller, which ends the sessions afterwards and has the first lease. */
    public void add(PendingSessionEnd end) {
        jdbc.sql("""
                INSERT INTO auth.session_end (id, user_id, spared, why, due_at)
                VALUES (:id, :userId, :spared, :why, now() + make_interval(secs => :lease))
                """)
                .param("id", end.id())
                .param("userId", end.userId().value())
                .param("spared", end.spared().map(SessionId::value).orElse(null))
                .param("why", end.why().name())
                .param("lease", LEASE.toSeconds())
                .update();
    }

    /** Takes the oldest pending end that no other node has. */
    public Optional<PendingSessionEnd> take() {
        return due.take();
    }

    /** Removes a pending end whose sessions have ended. */
    public void done(PendingSessionEnd end) {
        due.remove(end.id());
    }
}
