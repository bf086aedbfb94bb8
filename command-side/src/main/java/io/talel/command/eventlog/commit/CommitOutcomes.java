package io.talel.command.eventlog.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out whether an event was recorded when the answer to its commit was lost. A missing event proves nothing at first,
 * since the server may still work on the commit, or wait for it. But the transaction holds a lock until its rows are visible:
 * on the sequence of the log from its append on, or on the claimed slugs, if the append comes with the commit. Once all
 * holders of the first look have ended, the next look is certain. Commits that are answered cost nothing extra.
 */
final class CommitOutcomes {

    /** The lock of a transaction that has appended. */
    static final String APPEND_LOCK = SettledPlaces.PLACES;

    /** The lock of a transaction that has claimed a slug. */
    static final String CLAIM_LOCK = "claims.claimed_slug";

    /**
     * Longest search for the outcome: the server ends a transaction whose client is gone earlier. After a crash the server may
     * need longer to start; then the outcome stays unknown.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(CommitOutcomes.class);

    private static final String LOOK = """
            SELECT EXISTS (SELECT FROM event_store.domain_event WHERE event_identifier = ?::uuid),
            """ + SettledPlaces.HOLDERS;

    private final JdbcClient jdbc;

    CommitOutcomes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Whether the event is in the log; empty if that is still unknown after {@link #PATIENCE}.
     *
     * @param event identifier of the event
     * @param lock {@link #APPEND_LOCK} or {@link #CLAIM_LOCK}, which its transaction has held since an answered statement
     */
    Optional<Boolean> isRecorded(String event, String lock) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> holders = null;
        while (System.nanoTime() < end) {
            Look look = look(event, lock);
            if (look != null && look.recorded()) {
                return Optional.of(true);
            }
            if (look != null && holders != null && holders.isEmpty()) {
                return Optional.of(false);
            }
            if (look != null) {
                holders = holders == null ? new HashSet<>(look.holders()) : holders;
                holders.retainAll(look.holders());
            }
            if (!paused()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private @Nullable Look look(String event, String lock) {
        try {
            return jdbc.sql(LOOK).params(event, lock).query(Look::of).single();
        } catch (DataAccessException e) {
            LOG.debug("The outcome of a commit cannot be looked up for now", e);
            return null;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The log at one moment, and the transactions that hold the lock a moment later.
     */
    private record Look(boolean recorded, List<String> holders) {

        static Look of(ResultSet row, int number) throws SQLException {
            return new Look(row.getBoolean(1), SettledPlaces.holders(row, 2));
        }
    }
}
