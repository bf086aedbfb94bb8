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
 * since the server may still work on the commit, or wait for it. But until its rows are visible, a transaction holds a lock on
 * the sequence of the log, from its append on, or on the claimed slugs, if the append comes with the commit. Once all holders
 * of the first look have ended, the next look is certain. Commits that are answered cost nothing extra.
 */
final class CommitOutcomes {

    /**
     * Longest search for the outcome: the server ends a transaction whose client is gone earlier. After a crash the server may
     * need longer to start; then the outcome stays unknown.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(CommitOutcomes.class);

    private static final String LOOK = """
            SELECT EXISTS (SELECT FROM event_store.domain_event WHERE event_identifier = ?::uuid),
            """ + SettledPlaces.writersOf(SettledPlaces.PLACES, "claims.claimed_slug");

    private final JdbcClient jdbc;

    CommitOutcomes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Whether the event is in the log; empty if that is still unknown after {@link #PATIENCE}.
     *
     * @param event identifier of the event
     */
    Optional<Boolean> isRecorded(String event) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> writers = null;
        while (System.nanoTime() < end) {
            Look look = look(event);
            if (look != null && look.recorded()) {
                return Optional.of(true);
            }
            if (look != null && writers != null && writers.isEmpty()) {
                return Optional.of(false);
            }
            if (look != null) {
                writers = writers == null ? new HashSet<>(look.writers()) : writers;
                writers.retainAll(look.writers());
            }
            if (!paused()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private @Nullable Look look(String event) {
        try {
            return jdbc.sql(LOOK).param(event).query(Look::of).single();
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
     * The log at one moment, and the transactions that append a moment later.
     *
     * @param writers transactions that have drawn a place or claimed a slug and have not ended
     */
    private record Look(boolean recorded, List<String> writers) {

        static Look of(ResultSet row, int number) throws SQLException {
            return new Look(row.getBoolean(1), SettledPlaces.writers(row, 2));
        }
    }
}
