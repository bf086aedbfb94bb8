package io.talel.query.visibility;

import io.talel.kernel.StreamVersion;
import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.datasource.Sql;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Notifies other nodes, if there are any, of the versions that a projection's transaction makes readable when it commits.
 * Waiters of this node are completed in memory.
 */
public final class VersionAnnouncements {

    static final String CHANNEL = "talelio_reached";

    /**
     * Age from which on an event is not announced: its write has long been answered. So a replay announces nothing. Clocks of
     * nodes must differ by less than this.
     */
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** No row if no other node listens. */
    private static final String NOTIFY = """
            SELECT pg_notify(?, ?)
            FROM (SELECT FROM pg_stat_activity
                  WHERE application_name = ? AND datname = current_database() AND pid <> ?
                  LIMIT 1) other""";

    /** How long the answer "no other node listens" is cached. A node that starts meanwhile looks up what it waits for. */
    private static final Duration NO_LISTENERS_CACHED_FOR = Duration.ofSeconds(1);

    private final Clock clock;
    private final VersionListener listener;

    private volatile long aloneAt = System.nanoTime() - NO_LISTENERS_CACHED_FOR.toNanos();

    VersionAnnouncements(Clock clock, VersionListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** The server sends the notification when the connection's transaction commits. */
    public void announce(Connection connection, List<RowVersion> reached) throws SQLException {
        Instant oldest = clock.instant().minus(MAX_AGE);
        List<StreamVersion> news = reached.stream()
                .filter(row -> row.at().isAfter(oldest))
                .map(RowVersion::position)
                .toList();
        if (news.isEmpty() || System.nanoTime() - aloneAt < NO_LISTENERS_CACHED_FOR.toNanos()) {
            return;
        }
        for (String message : VersionMessage.encode(news)) {
            Object[] parameters = {CHANNEL, message, ReadModelConnections.LISTENER, listener.process()};
            if (Sql.first(connection, NOTIFY, (_, _) -> true, parameters).isEmpty()) {
                aloneAt = System.nanoTime();
                return;
            }
        }
    }
}
