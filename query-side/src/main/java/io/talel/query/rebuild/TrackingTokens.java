package io.talel.query.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.talel.kernel.LogPosition;
import java.util.Objects;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Reads and writes places of the log as the registry and the token store keep them: {@code {"index":7,"gaps":[5]}}. */
public final class TrackingTokens {

    private static final JsonMapper JSON = new JsonMapper();

    private TrackingTokens() {}

    public static @Nullable GapAwareTrackingToken of(@Nullable TrackingToken token) {
        return token == null ? null : LogPosition.of(token);
    }

    /**
     * Position to start reading from. Its gaps are searched at once: a node may have projected what has filled them since this
     * process last searched them.
     */
    public static @Nullable GapAwareTrackingToken start(@Nullable GapAwareTrackingToken token) {
        return token == null ? null : LogPosition.of(token).lookedThroughAt(LogPosition.AT_ONCE);
    }

    public static @Nullable String write(@Nullable GapAwareTrackingToken token) {
        try {
            return token == null ? null : JSON.writeValueAsString(LogPosition.of(token));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Class of the token under which the token store keeps the position. */
    public static String storedType(GapAwareTrackingToken token) {
        return Objects.requireNonNull(LogPosition.toStore(LogPosition.of(token)))
                .getClass()
                .getName();
    }

    /** @return null, the beginning of the log, for any other text */
    public static @Nullable GapAwareTrackingToken read(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            JsonNode token = JSON.readTree(json);
            return token.path("index").isIntegralNumber() ? JSON.treeToValue(token, LogPosition.class) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    public static long index(@Nullable GapAwareTrackingToken token) {
        return token == null ? -1 : token.getIndex();
    }

    /** The place up to which both have read; null for the beginning. */
    public static @Nullable GapAwareTrackingToken lower(
            @Nullable GapAwareTrackingToken one, @Nullable GapAwareTrackingToken other) {
        return one == null || other == null ? null : one.lowerBound(other);
    }
}
