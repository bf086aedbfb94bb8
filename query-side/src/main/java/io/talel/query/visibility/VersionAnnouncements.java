package io.talel.query.visibility;

import io.talel.kernel.StreamVersion;
import io.talel.query.projection.Reached;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells the other nodes what a projection's transaction makes readable, when that transaction commits. */
public final class VersionAnnouncements {

    static final String CHANNEL = "talelio_reached";

    /**
     * Age of an event from which on nobody is told: the write that recorded it has long been answered. A replay is silent
     * therefore, a projection that lags a little is not. Clocks of nodes may differ by less than this.
     */
    private static final Duration NEWS = Duration.ofSeconds(30);

    private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', ?)";

    private final Clock clock;

    VersionAnnouncements(Clock clock) {
        this.clock = clock;
    }

    /** Sent by the server if and when the connection's transaction commits. */
    public void announce(Connection connection, List<Reached> reached) throws SQLException {
        Instant oldest = clock.instant().minus(NEWS);
        List<StreamVersion> news = reached.stream()
                .filter(row -> row.at().isAfter(oldest))
                .map(Reached::position)
                .toList();
        if (news.isEmpty()) {
            return;
        }
        try (PreparedStatement notify = connection.prepareStatement(NOTIFY)) {
            for (String message : VersionMessage.encode(news)) {
                notify.setString(1, message);
                notify.execute();
            }
        }
    }
}
