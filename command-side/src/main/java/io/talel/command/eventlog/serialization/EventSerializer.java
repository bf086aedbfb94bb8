package io.talel.command.eventlog.serialization;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talel.command.personal.PersonalFields;
import io.talel.kernel.UnknownEvent;
import java.io.IOException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Events as the log stores them: JSON under a short name and a revision, personal fields sealed. What it cannot read
 * becomes an {@link UnknownEvent}, since Axon would pass over a type that it does not know.
 */
public final class EventSerializer extends JacksonSerializer {

    private final EventCatalogue catalogue;
    private final PersonalFields personal;

    public EventSerializer(EventCatalogue catalogue, PersonalFields personal, ObjectMapper mapper) {
        super(JacksonSerializer.builder().objectMapper(mapper));
        this.catalogue = catalogue;
        this.personal = personal;
    }

    /** Reads exactly what an event says: a field too many or too few is another revision. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .build();
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        if (!hasPersonalFields(object.getClass())) {
            return super.serialize(object, representation);
        }
        SerializedType type = typeForClass(object.getClass());
        ObjectNode json = getObjectMapper().valueToTree(object);
        personal.seal(object.getClass(), type.getName(), json);
        T stored = getConverter().convert(json, JsonNode.class, representation);
        return new SimpleSerializedObject<>(stored, representation, type);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's interface leaves the cast to the caller
    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        SerializedType storedAs = stored.getType();
        Class<?> type = classForType(storedAs);
        if (type == UnknownEvent.class) {
            return (T) new UnknownEvent(storedAs.getName(), storedAs.getRevision());
        }
        if (!hasPersonalFields(type)) {
            return super.deserialize(stored);
        }
        try {
            ObjectNode json =
                    ((ObjectNode) getConverter().convert(stored, JsonNode.class).getData()).deepCopy();
            personal.open(type, storedAs.getName(), json);
            return (T) getObjectMapper().treeToValue(json, type);
        } catch (IOException e) {
            throw new SerializationException("Cannot read " + storedAs, e);
        }
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (MetaData.class.getName().equals(type.getName())) {
            return MetaData.class;
        }
        return catalogue
                .find(type.getName(), type.getRevision())
                .<Class<?>>map(CataloguedEvent::type)
                .orElse(UnknownEvent.class);
    }

    @Override
    public SerializedType typeForClass(Class type) {
        if (MetaData.class == type) {
            return super.typeForClass(type);
        }
        CataloguedEvent event = catalogue.of(type);
        return new SimpleSerializedType(event.name(), event.revision());
    }

    private boolean hasPersonalFields(Class<?> type) {
        return type.isRecord() && personal.has(type);
    }
}
