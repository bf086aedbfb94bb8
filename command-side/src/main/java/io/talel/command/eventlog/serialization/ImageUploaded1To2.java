package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talel.command.personal.PersonalFields;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** In revision 2 the name of the file is sealed; before, it was stored in clear, and as such it is handed over. */
final class ImageUploaded1To2 extends SingleEventUpcaster {

    private static final SimpleSerializedType FROM = new SimpleSerializedType("ImageUploaded", "1");
    private static final SimpleSerializedType TO = new SimpleSerializedType("ImageUploaded", "2");
    private static final String FILE = "file";

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return FROM.equals(event.getType());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(TO, JsonNode.class, ImageUploaded1To2::withNameInClear);
    }

    private static JsonNode withNameInClear(JsonNode revision1) {
        ObjectNode revision2 = revision1.deepCopy();
        return revision2.set(
                FILE, PersonalFields.inClear(revision1.required(FILE).textValue()));
    }
}
