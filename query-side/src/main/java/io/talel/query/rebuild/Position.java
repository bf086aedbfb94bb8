package io.talel.query.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Places of the log as the registry and Axon's token store write them: {@code {"index":7,"gaps":[5]}}. */
final class Position {

    static final String TOKEN_TYPE = GapAwareTrackingToken.class.getName();

    private static final JsonMapper JSON = new JsonMapper();

    private Position() {}

    static @Nullable GapAwareTrackingToken of(@Nullable TrackingToken token) {
        return (GapAwareTrackingToken) token;
    }

    static @Nullable String write(@Nullable GapAwareTrackingToken token) {
        return token == null
                ? null
                : "{\"index\":%d,\"gaps\":%s}".formatted(token.getIndex(), List.copyOf(token.getGaps()));
    }

    /** @return the beginning of the log for anything that is not such a place */
    static @Nullable GapAwareTrackingToken read(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            JsonNode token = JSON.readTree(json);
            if (!token.path("index").isIntegralNumber()) {
                return null;
            }
            List<Long> gaps = new ArrayList<>();
            token.path("gaps").forEach(gap -> gaps.add(gap.longValue()));
            return GapAwareTrackingToken.newInstance(token.path("index").longValue(), gaps);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static long index(@Nullable GapAwareTrackingToken token) {
        return token == null ? -1 : token.getIndex();
    }

    /** The place up to which both have read; null for the beginning. */
    static @Nullable GapAwareTrackingToken lower(
            @Nullable GapAwareTrackingToken one, @Nullable GapAwareTrackingToken other) {
        return one == null || other == null ? null : one.lowerBound(other);
    }
}
