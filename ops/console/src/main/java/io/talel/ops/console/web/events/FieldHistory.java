package io.talel.ops.console.web.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The last value of each field in the events of a stream. It uses stored payloads, not the code's interpretation, so it
 * is valid for every revision; sealed fields stay sealed.
 */
public final class FieldHistory {

    private FieldHistory() {}

    /**
     * One field.
     *
     * @param value after the event, as JSON
     * @param before value before the event, as JSON; null if no earlier event had the field
     */
    record Field(String name, String value, @Nullable String before) {

        /** Whether the event changed the value. */
        public boolean changed() {
            return !value.equals(before);
        }
    }

    /** @param payloads of the stream's events in order, up to the one shown */
    static List<Field> at(List<JsonNode> payloads) {
        Map<String, String> state = new TreeMap<>();
        Map<String, String> before = Map.of();
        for (JsonNode payload : payloads) {
            before = new TreeMap<>(state);
            payload.properties()
                    .forEach(field -> state.put(field.getKey(), field.getValue().toString()));
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, String> field : state.entrySet()) {
            fields.add(new Field(field.getKey(), field.getValue(), before.get(field.getKey())));
        }
        return fields;
    }
}
