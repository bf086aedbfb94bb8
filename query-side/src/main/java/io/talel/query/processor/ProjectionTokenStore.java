package io.talel.query.processor;

import io.talel.kernel.LogPosition;
import io.talel.query.generation.ActiveLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores tokens, and lets a node replace only the token that it wrote last. Projections commit without waiting for the disk
 * and keep their position in memory: after a crash of the server the stored token is older than that position, and the rows
 * in between are lost. The next token would skip them for good, so storing it fails, and so does the next extension of the
 * claim: the segment is claimed again and goes on from the stored token.
 *
 * <p>Axon judges claims by the clock of the node. Here the database does: a row whose owner has been silent for too long is
 * read as one without an owner.
 *
 * <p>{@code progressed_at}, unlike the time of the claim, says when a segment last got further.
 */
final class ProjectionTokenStore extends JdbcTokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionTokenStore.class);

    /** Timeout for Axon's own look at a claim, by the clock of the node: {@link SegmentClaimTimes#EXPIRED} has decided already. */
    static final Duration NEVER = Duration.ofDays(36_500);

    private static final String CLAIMS = """
            SELECT processor_name, segment, token, token_type, timestamp, CASE WHEN %s THEN NULL ELSE owner END AS owner
            FROM read_model.token_entry
            WHERE processor_name = ?
            """.formatted(SegmentClaimTimes.EXPIRED);

    private static final String STORE = """
            UPDATE read_model.token_entry
            SET token = ?,
                token_type = ?,
                timestamp = %s,
                progressed_at = CASE WHEN token IS DISTINCT FROM ? THEN clock_timestamp() ELSE progressed_at END
            WHERE owner = ? AND processor_name = ? AND segment = ? AND token IS NOT DISTINCT FROM ?
            """.formatted(SegmentClaimTimes.NOW);

    private static final String EXTEND = """
            UPDATE read_model.token_entry
            SET timestamp = %s
            WHERE owner = ? AND processor_name = ? AND segment = ?
              AND (token IS NOT DISTINCT FROM ? OR token IS NOT DISTINCT FROM ?)
            """.formatted(SegmentClaimTimes.NOW);

    private record Place(String processor, int segment) {}

    private final JdbcTemplate jdbc;
    private final NodeName node;
    private final Map<Place, WrittenToken> written = new ConcurrentHashMap<>();

    ProjectionTokenStore(Builder builder, DataSource readModelDataSource, NodeName node) {
        super(builder);
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.node = node;
    }

    /** Waits for the disk: lost segments are not created again. */
    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        jdbc.execute("SET LOCAL synchronous_commit = on");
        super.initializeTokenSegments(processorName, segmentCount, LogPosition.toStore(initialToken));
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

    /** Extends the claim at once, since Axon has made it by the clock of the node. */
    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry) throws SQLException {
        TrackingToken token = super.claimToken(connection, entry);
        Place place = new Place(entry.getProcessorName(), entry.getSegment());
        written.put(place, WrittenToken.committed(bytesOf(entry)));
        isExtended(place, known(place));
        return token instanceof GapAwareTrackingToken position ? LogPosition.of(position) : token;
    }

    /** Axon calls this before the rows of the batch are written, so their lock comes along. */
    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        Place place = new Place(processorName, segment);
        GenericTokenEntry<byte[]> entry =
                new GenericTokenEntry<>(LogPosition.toStore(token), serializer(), byte[].class, processorName, segment);
        byte[] next = bytesOf(entry);
        WrittenToken before = known(place);
        written.put(place, before.replacedBy(next));
        ConnectionCallback<Boolean> store = connection -> ActiveLock.takeWithToken(connection, STORE, update -> {
            update.setBytes(1, next);
            update.setString(2, next == null ? null : entry.getTokenType().getName());
            update.setBytes(3, next);
            update.setString(4, node.name());
            update.setString(5, processorName);
            update.setInt(6, segment);
            update.setBytes(7, before.committed());
            update.setString(8, processorName);
        });
        if (!Objects.requireNonNull(jdbc.execute(store))) {
            throw new TokenLost(processorName, segment);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                written.put(place, WrittenToken.committed(next));
            }
        });
    }

    /** Tries again if a batch has replaced the token meanwhile: Axon calls this while a batch is written, too. */
    @Override
    public void extendClaim(String processorName, int segment) {
        Place place = new Place(processorName, segment);
        WrittenToken known;
        do {
            known = known(place);
            if (isExtended(place, known)) {
                return;
            }
        } while (known != known(place));
        TokenLost moved = new TokenLost(processorName, segment);
        // A failed batch is logged elsewhere; a failed extension is not.
        LOG.warn("{}", moved.getMessage());
        throw moved;
    }

    private boolean isExtended(Place place, WrittenToken known) {
        return jdbc.update(EXTEND, update -> {
                    update.setString(1, node.name());
                    update.setString(2, place.processor);
                    update.setInt(3, place.segment);
                    update.setBytes(4, known.committed());
                    update.setBytes(5, known.next());
                })
                == 1;
    }

    private WrittenToken known(Place place) {
        return Objects.requireNonNull(written.get(place), "a segment that was not claimed");
    }

    private static byte @Nullable [] bytesOf(AbstractTokenEntry<?> entry) {
        SerializedObject<?> token = entry.getSerializedToken();
        return token == null ? null : (byte[]) token.getData();
    }
}
