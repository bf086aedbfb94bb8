package io.talel.gateway.web.body;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record of texts, lists of them and numbers.
 *
 * @param key the component's name as clients write it, in snake case
 * @param kind what its value is made of: {@code String}, {@code List} or {@code Long}
 * @param nullable whether {@code null} counts as missing
 * @param type makes the component's value
 */
record BodyComponent(String key, boolean required, boolean nullable, Class<?> kind, Function<Object, Object> type) {

    static BodyComponent of(RecordComponent component) {
        String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean nullable = component.isAnnotationPresent(NullIsMissing.class);
        Class<?> type = component.getType();
        if (type == String.class) {
            return new BodyComponent(key, required, nullable, String.class, text -> text);
        }
        if (type == long.class) {
            return new BodyComponent(key, required, nullable, Long.class, number -> number);
        }
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length != 1 || !isText(components[0].getType())) {
            throw new IllegalArgumentException(
                    type + " is neither a text nor a number nor a record of one text or of a list of them");
        }
        Constructor<?> constructor = BodyRecord.canonicalConstructor(type, components);
        return new BodyComponent(
                key, required, nullable, components[0].getType(), value -> BodyRecord.newInstance(constructor, value));
    }

    private static boolean isText(Class<?> type) {
        return type == String.class || type == List.class;
    }

    /** @param value null when the key is missing, empty when its value is none of these */
    @Nullable Object value(@Nullable Optional<Object> value) {
        if (value == null || (nullable && value.equals(JsonBodyParser.NULL))) {
            return null;
        }
        return type.apply(value.filter(kind::isInstance)
                .orElseThrow(() -> BodyRecord.badRequest("'" + key + "' must be " + described())));
    }

    private String described() {
        if (kind == Long.class) {
            return "a whole number";
        }
        return kind == List.class ? "a list of strings" : "a string";
    }
}
