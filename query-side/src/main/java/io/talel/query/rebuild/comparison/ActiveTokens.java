package io.talel.query.rebuild.comparison;

import io.talel.query.datasource.Sql;
import io.talel.query.generation.Generation;
import io.talel.query.projection.Projection;
import io.talel.query.rebuild.TrackingTokens;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

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
        RowMapper<Optional<GapAwareTrackingToken>> read = (row, _) -> Optional.ofNullable(row.getBytes(1))
                .map(token -> TrackingTokens.read(new String(token, StandardCharsets.UTF_8)));
        return Sql.list(connection, TOKENS, read, projection.name()).stream()
                .reduce((one, other) -> one.flatMap(lower -> other.map(lower::lowerBound)))
                .flatMap(lower -> lower)
                .orElse(null);
    }

    /** The last place in the log that a segment has reached; -1 without one. */
    public static long furthest(Connection connection, Projection projection) throws SQLException {
        return Sql.first(connection, FURTHEST, (row, _) -> row.getLong(1), projection.name())
                .orElseThrow();
    }

    /** The rows of streams with dead letters in either generation. */
    static Set<Long> parked(Connection connection, Projection projection, Generation one, Generation other)
            throws SQLException {
        RowMapper<Long> id = (row, _) -> projection.idOf(row.getString(1));
        return new HashSet<>(Sql.list(connection, PARKED, id, projection.name(), one.number(), other.number()));
    }
}
