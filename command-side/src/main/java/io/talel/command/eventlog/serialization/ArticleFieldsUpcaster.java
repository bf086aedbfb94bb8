package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/**
 * From this revision on an event of an article says its tags, its language and its dialect. Before, articles had neither tags nor a
 * language, and all were python-markdown.
 */
final class ArticleFieldsUpcaster extends SingleEventUpcaster {

    private final SimpleSerializedType from;
    private final SimpleSerializedType to;

    /** @param revision the last one without them */
    ArticleFieldsUpcaster(String event, int revision) {
        this.from = new SimpleSerializedType(event, String.valueOf(revision));
        this.to = new SimpleSerializedType(event, String.valueOf(revision + 1));
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return from.equals(event.getType());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(to, JsonNode.class, ArticleFieldsUpcaster::withNone);
    }

    private static JsonNode withNone(JsonNode before) {
        ObjectNode after = before.deepCopy();
        after.putArray("tags");
        return after.put("language", "").put("dialect", "python-markdown");
    }
}
