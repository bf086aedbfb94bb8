package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.Personal;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/events.md} what the code says. */
class EventDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/events.md");
    private static final String HOW_TO_WRITE = "make it anew: mvn -pl command-side -am test -Dtest=EventDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtalelio.docs=write";

    @Test
    void the_event_catalogue_is_up_to_date() throws IOException {
        String document = document();
        if ("write".equals(System.getProperty("talelio.docs"))) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document);
        }

        assertThat(DOCUMENT).as(HOW_TO_WRITE).content().isEqualTo(document);
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Events

                Every event that the log can hold, by its stored name and revision. `EventDocumentTest` writes this
                page from the code; a stale page fails the build.

                Every event has the metadata `actor` (who caused it: `user-7`, `anonymous`, `import`,
                `schedule` or `operator NAME`), `correlationId` (the request or message that began the conversation) and
                `causationId` (the message that led to it). `EmailChangeRequested` also has `passwordNumber`: the
                number, from 0, of the password that the person entered. Nodes that take traces add `traceparent`.
                Imported events, whose time is that of then, also have `recordedAt`.

                Personal fields are stored as the base64 of nonce, ciphertext and tag (AES-256-GCM) under the person's
                key. Without that key they read as the last column says.
                """);
        for (Record example : Contracts.EXAMPLES) {
            append(text, EventCatalogue.TALELIO.of(example.getClass()), example);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, CataloguedEvent event, Record example) throws IOException {
        text.append("\n## ").append(event.name()).append("\n\n");
        text.append("Revision ").append(event.revision());
        text.append(", for example in the stream `").append(stream(example)).append("`.");
        for (int older = 1; older < Integer.parseInt(event.revision()); older++) {
            String sample = event.name() + "." + older + ".json";
            text.append("\nRevision %d ([sample](../command-side/%s)) is read as it."
                    .formatted(older, Contracts.SAMPLES.resolve(sample)));
        }
        text.append("\n\n");
        text.append("| field | type | JSON | personal |\n|---|---|---|---|\n");
        for (RecordComponent field : event.type().getRecordComponents()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(field.getName(), field.getType().getSimpleName(), json(field), personal(field)));
        }
        text.append("\n```json\n")
                .append(Files.readString(Contracts.sample(event)).strip())
                .append("\n```\n");
    }

    /** The first component of an event is the identifier of its stream. */
    private static String stream(Record event) {
        try {
            RecordComponent id = event.getClass().getRecordComponents()[0];
            return id.getAccessor().invoke(event).toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(RecordComponent field) {
        Class<?> type = field.getType();
        if (type.isPrimitive() || type.isEnum()) {
            return json(type);
        }
        return Arrays.stream(type.getDeclaredFields())
                .filter(inner -> inner.isAnnotationPresent(JsonValue.class))
                .map(inner -> json(inner.getType()))
                .findFirst()
                .orElse("object");
    }

    private static String json(Class<?> type) {
        if (type.isPrimitive()) {
            return "number";
        }
        if (type.equals(String.class) || type.isEnum()) {
            return "text";
        }
        if (type.equals(List.class)) {
            return "list of texts";
        }
        throw new IllegalArgumentException("No JSON is known for " + type);
    }

    private static String personal(RecordComponent field) {
        Personal personal = field.getAnnotation(Personal.class);
        if (personal == null) {
            return "";
        }
        return personal.erasedAs().isEmpty() ? "(empty)" : "`" + personal.erasedAs() + "`";
    }
}
