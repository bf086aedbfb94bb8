package io.talel.gateway.bus;

import io.talel.kernel.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/** Positions in the log, of the log's own kind even if an older version has stored them. */
final class EventPositions extends JdbcTokenStore {

    EventPositions(Builder builder) {
        super(builder);
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        TrackingToken token = super.claimToken(connection, entry);
        return token instanceof GapAwareTrackingToken position ? LogPosition.of(position) : token;
    }
}
