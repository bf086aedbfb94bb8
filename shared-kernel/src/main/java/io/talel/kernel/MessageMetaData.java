package io.talel.kernel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of the metadata that events carry, and but for the last three all of them. */
public final class MessageMetaData {

    /** Who caused it: {@code user-7}, or {@code anonymous} before log-in. */
    public static final String ACTOR = "actor";

    /** The {@link #ACTOR} that brings in people from elsewhere: they are not written to as if they had just come. */
    public static final String IMPORT = "import";

    /** The {@link #ACTOR} that does what was scheduled before. */
    public static final String SCHEDULE = "schedule";

    /** Identifier of the request or message that began the whole conversation. */
    public static final String CORRELATION_ID = "correlationId";

    /** Identifier of the message, or of the request, that directly led to this one. */
    public static final String CAUSATION_ID = "causationId";

    /** Trace and span of the event as the W3C writes them; only from nodes that take traces. */
    public static final String TRACE_PARENT = "traceparent";

    /** When an event of the past was recorded, in ISO 8601; on imported events. All others were recorded when they happened. */
    public static final String RECORDED_AT = "recordedAt";

    /**
     * Generation of the {@link #ACTOR}'s password that they have just entered, on requests that require it: a number, the first
     * is 0. The request is void once they have another password. Stored under an older name.
     */
    public static final String PASSWORD_GENERATION = "passwordNumber";

    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-.*");

    /** The id of a request, which serves as the id of its trace, too. */
    private static final Pattern OF_A_REQUEST = Pattern.compile("[0-9a-f]{32}");

    private MessageMetaData() {}

    /**
     * When an event was recorded.
     *
     * @param recordedAt its {@link #RECORDED_AT}; null if it has none
     * @param happenedAt time of the event, which counts too if the other one cannot be read
     */
    public static Instant recordedAt(@Nullable Object recordedAt, Instant happenedAt) {
        try {
            return recordedAt instanceof String time
                    ? OffsetDateTime.parse(time).toInstant()
                    : happenedAt;
        } catch (DateTimeParseException _) {
            return happenedAt;
        }
    }

    /** Id of the trace of a message, for the log: that of a tracer, otherwise the correlation id of the request. */
    public static Optional<String> traceId(Map<String, ?> metaData) {
        if (metaData.get(TRACE_PARENT) instanceof String given) {
            Matcher parent = PARENT.matcher(given);
            if (parent.matches()) {
                return Optional.of(parent.group(1));
            }
        }
        return metaData.get(CORRELATION_ID) instanceof String id
                        && OF_A_REQUEST.matcher(id).matches()
                ? Optional.of(id)
                : Optional.empty();
    }
}
