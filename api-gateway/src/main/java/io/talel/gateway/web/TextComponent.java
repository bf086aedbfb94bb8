package io.talel.gateway.web;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record of texts.
 *
 * @param key the component's name as clients write it, in snake case
 * @param type makes the component's value from the text
 */
record TextComponent(String name, String key, boolean required, Function<String, Object> type) {

    static TextComponent of(RecordComponent component) {
        String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new TextComponent(component.getName(), key, required, type(component.getType()));
    }

    /** @param text null when the key is missing, empty when its value is not a text */
    @Nullable Object value(@Nullable Optional<String> text) {
        if (text == null) {
            return null;
        }
        return type.apply(text.orElseThrow(() -> TextRecord.badRequest("'" + key + "' must be a string")));
    }

    private static Function<String, Object> type(Class<?> type) {
        if (type == String.class) {
            return text -> text;
        }
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length != 1 || components[0].getType() != String.class) {
            throw new IllegalArgumentException(type + " is neither a text nor a record of one");
        }
        Constructor<?> constructor = TextRecord.canonicalConstructor(type, components);
        return text -> TextRecord.newInstance(constructor, text);
    }
}
