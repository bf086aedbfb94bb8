package io.talel.query.rebuild.comparison;

import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.TrackingTokens;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** Progress of the live generation in the connection's snapshot. */
public final class ActiveTokens {

    private static final String TOKENS = "SELECT token FROM read_model.token_entry WHERE processor_name = ?";

    private static final String FURTHEST = """
            SELECT coalesce(max((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint), -1)
            FROM read_model.token_entry
            WHERE processor_name = ?
            """;

    private static final String PARKED = """
            SELECT DISTINCT stream
            FROM read_model.dead_letter
            WHERE projection = ? AND generation IN (?, ?)
            """;

    private ActiveTokens() {}

    /** The place in the log that every segment has passed; null if it is unknown. */
    public static @Nullable GapAwareTrackingToken position(Connection connection, Projection projection)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOKENS)) {
            select.setString(1, projection.name());
            try (ResultSet row = select.executeQuery()) {
                GapAwareTrackingToken lower = null;
                boolean first = true;
                while (row.next()) {
                    byte[] token = row.getBytes(1);
                    GapAwareTrackingToken read =
                            token == null ? null : TrackingTokens.read(new String(token, StandardCharsets.UTF_8));
                    lower = first ? read : TrackingTokens.lower(lower, read);
                    first = false;
                }
                return lower;
            }
        }
    }

    /** The last place in the log that a segment has reached; -1 without one. */
    public static long furthest(Connection connection, Projection projection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FURTHEST)) {
            select.setString(1, projection.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The rows of streams with dead letters in either generation. */
    static Set<Long> parked(Connection connection, Projection projection, Generation one, Generation other)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARKED)) {
            select.setString(1, projection.name());
            select.setInt(2, one.number());
            select.setInt(3, other.number());
            try (ResultSet row = select.executeQuery()) {
                Set<Long> ids = new HashSet<>();
                while (row.next()) {
                    ids.add(projection.idOf(row.getString(1)));
                }
                return ids;
            }
        }
    }
}
