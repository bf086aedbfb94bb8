package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.InvalidValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Creates a record of texts, of lists of texts and of numbers from the keys of a JSON object. */
final class BodyRecord {

    private static final ClassValue<BodyRecord> KNOWN = new ClassValue<>() {
        @Override
        protected BodyRecord computeValue(Class<?> type) {
            return new BodyRecord(type);
        }
    };

    private final Constructor<?> constructor;
    private final List<BodyComponent> components;

    private BodyRecord(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        this.constructor = canonicalConstructor(type, declared);
        this.components = Arrays.stream(declared).map(BodyComponent::of).toList();
    }

    /** @throws IllegalArgumentException if the type is not a record of texts */
    static BodyRecord of(Class<?> type) {
        return KNOWN.get(type);
    }

    Set<String> keys() {
        return components.stream().map(BodyComponent::key).collect(Collectors.toSet());
    }

    /**
     * @param texts texts, lists of texts and numbers by key; empty for another value
     * @throws HttpRefusal if a required key is missing or a value is of another kind
     * @throws InvalidValue if a text breaks the rule of its type
     */
    Object read(Map<String, Optional<Object>> texts) {
        components.stream()
                .filter(component -> component.required() && !texts.containsKey(component.key()))
                .findFirst()
                .ifPresent(component -> {
                    throw badRequest("Expected '" + component.key() + "' key");
                });
        return newInstance(
                constructor,
                components.stream()
                        .map(component -> component.value(texts.get(component.key())))
                        .toArray());
    }

    static HttpRefusal badRequest(String message) {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, message);
    }

    static Constructor<?> canonicalConstructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor", e);
        }
    }

    static Object newInstance(Constructor<?> constructor, @Nullable Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
