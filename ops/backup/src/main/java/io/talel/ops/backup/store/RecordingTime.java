package io.talel.ops.backup.store;

import io.talel.kernel.MessageMetaData;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When an event was recorded: an imported one happened long before, and says so in its metadata. */
public final class RecordingTime {

    private RecordingTime() {}

    /** @param row with {@code metadata} and {@code occurred_at} */
    public static Instant of(ResultSet row) throws SQLException {
        return of(row.getBytes("metadata"), Rows.time(row, "occurred_at"));
    }

    /**
     * @param metadata as it is stored; what cannot be read says nothing
     * @param happenedAt time of the event
     */
    public static Instant of(byte[] metadata, Instant happenedAt) {
        return MessageMetaData.recordedAt(recordedAt(metadata), happenedAt);
    }

    private static @Nullable String recordedAt(byte[] metadata) {
        try {
            JsonNode time = JsonMapper.shared()
                    .readTree(new String(metadata, StandardCharsets.UTF_8))
                    .path(MessageMetaData.RECORDED_AT);
            return time.isString() ? time.asString() : null;
        } catch (JacksonException _) {
            return null;
        }
    }
}
