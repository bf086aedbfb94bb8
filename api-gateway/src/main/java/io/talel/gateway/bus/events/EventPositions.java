package io.talel.gateway.bus.events;

import io.talel.kernel.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads positions as {@link LogPosition}, and stores them so that older versions can read them too.
 *
 * <p>Claims go by the clock of the database, since those of the nodes may differ: a trigger stamps them, and a row whose owner
 * has been silent for too long is read as one without an owner.
 */
final class EventPositions extends JdbcTokenStore {

    /** Silence of the node after which another one takes over. */
    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    /** Timeout for Axon's own look at a claim, by the clock of the node. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final String CLAIMS = """
            SELECT processor_name, segment, token, token_type, timestamp,
                   CASE WHEN timestamp::timestamptz < clock_timestamp() - make_interval(secs => %d) THEN NULL ELSE owner END AS owner
            FROM auth.event_position
            WHERE processor_name = ?
            """.formatted(CLAIM_TIMEOUT.toSeconds());

    private EventPositions(Builder builder) {
        super(builder);
    }

    static EventPositions in(DataSource eventStore, Serializer serializer) {
        return new EventPositions(builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(eventStore))
                .schema(TokenSchema.builder()
                        .setTokenTable("auth.event_position")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("timestamp")
                        .setOwnerColumn("owner")
                        .build())
                .serializer(serializer)
                .claimTimeout(NEVER)
                .nodeId(UUID.randomUUID().toString()));
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
    protected PreparedStatement selectTokenEntries(Connection connection, String processorName) throws SQLException {
        PreparedStatement select = connection.prepareStatement(CLAIMS + "ORDER BY segment");
        select.setString(1, processorName);
        return select;
    }

    @Override
    protected PreparedStatement selectForUpdate(Connection connection, String processorName, int segment)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(CLAIMS + "AND segment = ? FOR UPDATE");
        select.setString(1, processorName);
        select.setInt(2, segment);
        return select;
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        TrackingToken token = super.claimToken(connection, entry);
        return token instanceof GapAwareTrackingToken position ? LogPosition.of(position) : token;
    }
}
