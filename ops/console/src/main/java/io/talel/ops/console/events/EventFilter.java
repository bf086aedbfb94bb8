package io.talel.ops.console.events;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

    /** An SQL condition, and a value for each of its placeholders. */
    record Condition(String sql, List<Object> values) {

        /** Adds another condition, unless its value is null. */
        private Condition and(String other, @Nullable Object value) {
            return value == null ? this : and(other, List.of(value));
        }

        private Condition and(String other, List<Object> others) {
            return new Condition(
                    sql + " AND " + other,
                    Stream.concat(values.stream(), others.stream()).toList());
        }

        /** Searches the bytes: an event with unreadable metadata must not hide all others. */
        private Condition andMetadata(String name, @Nullable String value) {
            if (value == null) {
                return this;
            }
            String text = JsonMapper.shared().writeValueAsString(value);
            return and(
                    "(position(convert_to(?, 'UTF8') IN metadata) > 0 OR position(convert_to(?, 'UTF8') IN metadata) > 0)",
                    List.of("\"%s\":%s".formatted(name, text), "\"%s\": %s".formatted(name, text)));
        }
    }

    Condition condition() {
        Condition all = new Condition("true", List.of());
        Condition ofStream = stream != null && stream.endsWith("*")
                ? all.and("starts_with(aggregate_identifier, ?)", stream.substring(0, stream.length() - 1))
                : all.and("aggregate_identifier = ?", stream);
        return ofStream.and("event_name = ?", event)
                .andMetadata("actor", actor)
                .andMetadata("correlationId", correlationId)
                .and("occurred_at >= ?", from)
                .and("occurred_at < ?", until);
    }
}
