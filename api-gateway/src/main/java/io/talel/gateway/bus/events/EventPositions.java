package io.talel.gateway.bus.events;

import io.talel.kernel.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;

/** Reads positions as {@link LogPosition}, and stores them so that older versions can read them too. */
final class EventPositions extends JdbcTokenStore {

    EventPositions(Builder builder) {
        super(builder);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        super.initializeTokenSegments(processorName, segmentCount, LogPosition.toStore(initialToken));
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        super.storeToken(LogPosition.toStore(token), processorName, segment);
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        TrackingToken token = super.claimToken(connection, entry);
        return token instanceof GapAwareTrackingToken position ? LogPosition.of(position) : token;
    }
}
