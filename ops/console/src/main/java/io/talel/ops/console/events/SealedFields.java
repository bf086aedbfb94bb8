package io.talel.ops.console.events;

import io.talel.kernel.Personal;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.user.UserEvent;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payloads for people: a field that is personal in any event is shown as sealed in every event. The log holds it as
 * ciphertext anyway; this also covers fields written in the clear by mistake, and events unknown to this version.
 */
final class SealedFields {

    static final String SEALED = "(sealed)";

    private static final Set<String> PERSONAL = Stream.of(UserEvent.class, ArticleEvent.class, ImageEvent.class)
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .flatMap(event -> Arrays.stream(event.getRecordComponents()))
            .filter(component -> component.isAnnotationPresent(Personal.class))
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private SealedFields() {}

    /** For bytes that are not JSON, only their number is shown. */
    static JsonNode payload(byte[] stored) {
        JsonNode payload = read(stored);
        seal(payload);
        return payload;
    }

    static JsonNode read(byte[] stored) {
        try {
            return JsonMapper.shared().readTree(new String(stored, StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.objectNode().put("unreadableBytes", stored.length);
        }
    }

    private static void seal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            PERSONAL.stream().filter(object::has).forEach(field -> object.put(field, SEALED));
        }
        node.forEach(SealedFields::seal);
    }
}
