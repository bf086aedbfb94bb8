package io.talel.command.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** From this revision on an event of an article says its dialect; before, all articles were python-markdown. */
final class WithDialect extends SingleEventUpcaster {

    private final SimpleSerializedType from;
    private final SimpleSerializedType to;

    /** @param revision the last one without it */
    WithDialect(String event, int revision) {
        this.from = new SimpleSerializedType(event, String.valueOf(revision));
        this.to = new SimpleSerializedType(event, String.valueOf(revision + 1));
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return from.equals(event.getType());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(to, JsonNode.class, WithDialect::withTheOnlyOne);
    }

    private static JsonNode withTheOnlyOne(JsonNode before) {
        ObjectNode after = before.deepCopy();
        return after.put("dialect", "python-markdown");
    }
}
