package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The record of ended sessions in the event store's database. It overrules Redis: a session stays ended when Redis evicts, is
 * emptied, or fails over to a replica that missed something. Times come from the clock of the database. Each statement
 * commits its row, which becomes visible soon after its time.
 */
@Component
public final class RevocationStore {

    /** Longest delay until a row is visible: far longer than a statement may take. */
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(30);

    private static final String CONCERN = """
            SELECT EXISTS (SELECT FROM auth.ended_session WHERE session = :session)
                OR EXISTS (
                    SELECT FROM auth.ended_person
                    WHERE user_id = :userId AND spared <> :session AND ended_at >= :begunAt)
            """;

    private static final String SINCE = """
            SELECT NULL AS user_id, session, ended_at FROM auth.ended_session WHERE ended_at > :since
            UNION ALL
            SELECT user_id, spared, ended_at FROM auth.ended_person WHERE ended_at > :since
            """;

    private final JdbcClient jdbc;

    /** Lifetime of a row: by then the session is over, even if Redis missed its end. */
    private final Duration retention;

    RevocationStore(@Qualifier("authJdbcClient") JdbcClient jdbc, SessionSettings settings) {
        this.jdbc = jdbc;
        this.retention = settings.lifetime().plusDays(1);
    }

    /** Time by the clock of the database. */
    Instant now() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** A repeat moves the time, so that nodes see a row whose first commit took longer than {@link #COMMITTED_WITHIN}. */
    void end(SessionId id) {
        jdbc.sql("""
                INSERT INTO auth.ended_session (session) VALUES (:session)
                ON CONFLICT (session) DO UPDATE SET ended_at = clock_timestamp()
                """).param("session", id.value()).update();
    }

    /** @param spared the session that goes on */
    AllSessionsEnded endAll(UserId userId, Optional<SessionId> spared) {
        return jdbc.sql("""
                INSERT INTO auth.ended_person (user_id, spared) VALUES (:userId, :spared)
                ON CONFLICT (user_id, spared)
                DO UPDATE SET ended_at = greatest(ended_person.ended_at, clock_timestamp())
                RETURNING ended_at
                """)
                .param("userId", userId.value())
                .param("spared", text(spared))
                .query((row, _) -> new AllSessionsEnded(userId, spared, instant(row)))
                .single();
    }

    boolean concern(Session session) {
        return jdbc.sql(CONCERN)
                .param("session", session.id().value())
                .param("userId", session.userId().value())
                .param("begunAt", Timestamp.from(session.begunAt()))
                .query(Boolean.class)
                .single();
    }

    /**
     * Reads ends after a time. The result lies before the last row, so the next call also sees rows that became visible late.
     *
     * @return the time to pass to the next call
     */
    Instant read(Instant since, Consumer<SessionId> sessions, Consumer<AllSessionsEnded> people) {
        Instant next = now().minus(COMMITTED_WITHIN);
        jdbc.sql(SINCE).param("since", Timestamp.from(since)).query(row -> {
            long userId = row.getLong("user_id");
            if (row.wasNull()) {
                sessions.accept(new SessionId(row.getString("session")));
            } else {
                people.accept(
                        new AllSessionsEnded(new UserId(userId), session(row.getString("session")), instant(row)));
            }
        });
        return next;
    }

    /** Deletes rows that are older than {@link #retention}. */
    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        jdbc.sql("""
                WITH sessions AS (DELETE FROM auth.ended_session WHERE ended_at < now() - make_interval(secs => :kept))
                DELETE FROM auth.ended_person WHERE ended_at < now() - make_interval(secs => :kept)
                """).param("kept", retention.toSeconds()).update();
    }

    private static String text(Optional<SessionId> spared) {
        return spared.map(SessionId::value).orElse("");
    }

    private static Optional<SessionId> session(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new SessionId(text));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getTimestamp("ended_at").toInstant();
    }
}
