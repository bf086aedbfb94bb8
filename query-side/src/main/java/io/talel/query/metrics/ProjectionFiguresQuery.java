package io.talel.query.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.kernel.LogPosition;
import io.talel.query.projection.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the figures of a projection from the read models' database and the log. */
final class ProjectionFiguresQuery {

    private static final String TOKENS = """
            SELECT segment, token, token_type
            FROM read_model.token_entry
            WHERE processor_name = ?
            ORDER BY segment
            """;

    private static final String STATE = """
            SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - max(progressed_at))
                             FROM read_model.token_entry WHERE processor_name = projection), 0) AS idle,
                   letters.letters,
                   letters.streams,
                   letters.most,
                   EXISTS (SELECT 1 FROM read_model.pause WHERE pause.projection = generation.projection) AS paused,
                   coalesce(rebuild.finished_at IS NULL AND rebuild.updated_at > now() - interval '30 seconds', false)
                       AS rebuilding,
                   coalesce(rebuild.done::float8 / nullif(rebuild.total, 0), 0) AS progress,
                   coalesce(rebuild.events_per_second, 0) AS rate
            FROM read_model.generation
            LEFT JOIN read_model.rebuild USING (projection)
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(letters), 0) AS letters, count(*) AS streams, coalesce(max(letters), 0) AS most
                FROM (
                    SELECT count(*) AS letters
                    FROM read_model.dead_letter letter
                    WHERE letter.projection = generation.projection AND letter.generation = generation.number
                    GROUP BY stream
                ) of_a_stream
            ) letters
            WHERE projection = ? AND active
            """;

    private final Serializer tokens =
            JacksonSerializer.builder().objectMapper(new JsonMapper()).build();
    private final JdbcTemplate jdbc;
    private final Supplier<? extends StreamableMessageSource<TrackedEventMessage<?>>> log;
    private final Clock clock;

    ProjectionFiguresQuery(
            DataSource readModelDataSource,
            Supplier<? extends StreamableMessageSource<TrackedEventMessage<?>>> log,
            Clock clock) {
        this.jdbc = new JdbcTemplate(readModelDataSource);
        this.log = log;
        this.clock = clock;
    }

    ProjectionFigures of(Projection projection) throws InterruptedException {
        TrackingToken head = log.get().createHeadToken();
        Lag lag = new LagQuery(log.get(), clock).of(projection, segments(projection), head);
        long end = head == null ? 0 : head.position().orElse(0);
        return jdbc.query(
                STATE, row -> row.next() ? figures(row, end, lag) : ProjectionFigures.NONE, projection.name());
    }

    private static ProjectionFigures figures(ResultSet row, long head, Lag lag) throws SQLException {
        boolean rebuilding = row.getBoolean("rebuilding");
        return new ProjectionFigures(
                head,
                lag,
                row.getDouble("idle"),
                row.getLong("letters"),
                row.getLong("streams"),
                row.getLong("most"),
                row.getBoolean("paused"),
                rebuilding,
                Math.min(1, row.getDouble("progress")),
                rebuilding ? row.getDouble("rate") : 0);
    }

    private List<SegmentToken> segments(Projection projection) {
        record Stored(int segment, @Nullable TrackingToken token) {}
        List<Stored> stored = jdbc.query(
                TOKENS,
                (row, _) ->
                        new Stored(row.getInt("segment"), token(row.getBytes("token"), row.getString("token_type"))),
                projection.name());
        int[] segments = stored.stream().mapToInt(Stored::segment).toArray();
        return stored.stream()
                .map(each -> new SegmentToken(Segment.computeSegment(each.segment, segments), each.token))
                .toList();
    }

    private @Nullable TrackingToken token(byte @Nullable [] stored, @Nullable String type) {
        return stored == null || type == null
                ? null
                : position(tokens.deserialize(new SimpleSerializedObject<>(stored, byte[].class, type, null)));
    }

    /** Converts a position stored by an older version to {@link LogPosition}, to compare it. */
    private static TrackingToken position(TrackingToken stored) {
        return stored instanceof GapAwareTrackingToken position ? LogPosition.of(position) : stored;
    }
}
