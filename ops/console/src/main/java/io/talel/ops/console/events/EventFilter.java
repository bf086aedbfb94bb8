package io.talel.ops.console.events;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects events; null fields are ignored.
 *
 * @param event stored name
 * @param stream an aggregate, {@code article-42}, or all of a kind, {@code article-*}
 * @param actor {@code user-7} or {@code anonymous}
 * @param from first time, inclusive
 * @param until last time, exclusive
 */
public record EventFilter(
        @Nullable String event,
        @Nullable String stream,
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);

    public static EventFilter ofStream(String stream) {
        return new EventFilter(null, stream, null, null, null, null);
    }

    /** SQL condition with a placeholder for each of {@link #parameters}. */
    String condition() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (event != null) {
            conditions.add("event_name = ?");
        }
        if (stream != null) {
            conditions.add(isKind(stream) ? "starts_with(aggregate_identifier, ?)" : "aggregate_identifier = ?");
        }
        if (actor != null) {
            conditions.add(METADATA);
        }
        if (correlationId != null) {
            conditions.add(METADATA);
        }
        if (from != null) {
            conditions.add("occurred_at >= ?");
        }
        if (until != null) {
            conditions.add("occurred_at < ?");
        }
        return String.join(" AND ", conditions);
    }

    List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        if (event != null) {
            parameters.add(event);
        }
        if (stream != null) {
            parameters.add(isKind(stream) ? stream.substring(0, stream.length() - 1) : stream);
        }
        addMetadata(parameters, "actor", actor);
        addMetadata(parameters, "correlationId", correlationId);
        if (from != null) {
            parameters.add(Timestamp.from(from));
        }
        if (until != null) {
            parameters.add(Timestamp.from(until));
        }
        return parameters;
    }

    /** Searches the bytes: an event with unreadable metadata must not hide all others. */
    private static final String METADATA =
            "(position(convert_to(?, 'UTF8') IN metadata) > 0 OR position(convert_to(?, 'UTF8') IN metadata) > 0)";

    private static void addMetadata(List<Object> parameters, String name, @Nullable String value) {
        if (value != null) {
            String text = JsonMapper.shared().writeValueAsString(value);
            parameters.add("\"%s\":%s".formatted(name, text));
            parameters.add("\"%s\": %s".formatted(name, text));
        }
    }

    private static boolean isKind(String stream) {
        return stream.endsWith("*");
    }
}
