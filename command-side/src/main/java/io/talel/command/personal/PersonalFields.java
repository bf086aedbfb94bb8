package io.talel.command.personal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/** Seals and opens the components of an event that are marked as personal, in the event's JSON. */
public final class PersonalFields {

    private static final String CLEAR = "clear";

    private final PersonKeys keys;
    private final Seal seal;
    private final ObjectMapper mapper;
    private final Map<Class<?>, PersonalComponents> marksByEvent = new ConcurrentHashMap<>();

    public PersonalFields(PersonKeys keys, Seal seal, ObjectMapper mapper) {
        this.keys = keys;
        this.seal = seal;
        this.mapper = mapper;
    }

    public boolean has(Class<?> event) {
        return !marks(event).personal().isEmpty();
    }

    /**
     * How an upcaster hands over a field that was not personal when its event was stored. It reads as it is for ever: without
     * a key nothing that was stored in clear is erased.
     */
    public static JsonNode inClear(String text) {
        return JsonNodeFactory.instance.objectNode().put(CLEAR, text);
    }

    /**
     * @param name stored name of the event
     * @param json the event's JSON, changed in place
     * @throws CommandRefused if the person has no key, and is not new with this event
     */
    public void seal(Class<?> event, String name, ObjectNode json) {
        PersonalComponents marks = marks(event);
        String person = person(marks, json);
        SecretKey key = marks.isOfNewPerson() ? keys.findOrCreate(person) : keys.require(person);
        for (RecordComponent field : marks.personal()) {
            Seal.Place place = new Seal.Place(name, field.getName(), person);
            json.put(
                    field.getName(),
                    seal.close(key, place, json.required(field.getName()).textValue()));
        }
    }

    /** The reverse of {@link #seal}; the fields of an erased person are what they declare for that case. */
    public void open(Class<?> event, String name, ObjectNode json) {
        PersonalComponents marks = marks(event);
        String person = person(marks, json);
        Optional<SecretKey> key = keys.find(person);
        for (RecordComponent field : marks.personal()) {
            JsonNode stored = json.required(field.getName());
            Seal.Place place = new Seal.Place(name, field.getName(), person);
            json.put(
                    field.getName(),
                    stored.isObject()
                            ? stored.required(CLEAR).textValue()
                            : key.map(k -> seal.open(k, place, stored.textValue()))
                                    .orElseGet(() ->
                                            field.getAnnotation(Personal.class).erasedAs()));
        }
    }

    private String person(PersonalComponents marks, ObjectNode json) {
        RecordComponent subject = marks.subject().orElseThrow();
        JsonNode number = json.required(subject.getName());
        return mapper.convertValue(number, subject.getType()).toString();
    }

    private PersonalComponents marks(Class<?> event) {
        return marksByEvent.computeIfAbsent(event, PersonalComponents::of);
    }
}
