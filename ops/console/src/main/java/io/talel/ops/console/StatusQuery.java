package io.talel.ops.console;

import io.talel.ops.console.ProjectionStatus.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the state of the log and of the projections; it claims and changes nothing. */
final class StatusQuery {

    /**
     * How old an event may be before not having passed it counts as being behind. A segment without events of its own
     * stores its position when it renews its claim, which Axon does every 5 s; twice that leaves room.
     */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final String HEAD = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_event";

    private static final String SEGMENTS = """
            SELECT processor_name,
                   segment,
                   coalesce(owner, ''),
                   coalesce((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint, 0)
            FROM read_model.token_entry
            ORDER BY processor_name, segment
            """;

    private static final String BEHIND = """
            SELECT count(*)
            FROM event_store.domain_event
            WHERE global_index > ? AND occurred_at < now() - make_interval(secs => ?)
            """;

    private final Connection connection;

    StatusQuery(Connection connection) {
        this.connection = connection;
    }

    Status run() throws SQLException {
        List<ProjectionStatus> projections = new ArrayList<>();
        for (Map.Entry<String, List<Segment>> projection : segments().entrySet()) {
            long position = projection.getValue().stream()
                    .mapToLong(Segment::position)
                    .min()
                    .orElse(0);
            projections.add(
                    new ProjectionStatus(projection.getKey(), position, behind(position), projection.getValue()));
        }
        return new Status(head(), projections);
    }

    private long head() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEAD)) {
            return number(statement);
        }
    }

    private Map<String, List<Segment>> segments() throws SQLException {
        Map<String, List<Segment>> segments = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SEGMENTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                segments.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Segment(row.getInt(2), row.getLong(4), row.getString(3)));
            }
        }
        return segments;
    }

    private long behind(long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEHIND)) {
            statement.setLong(1, position);
            statement.setLong(2, GRACE.toSeconds());
            return number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
