package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.StoredEventCheck;
import io.talel.kernel.UnreadableEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeylessEventCheckTest {

    private static final String REVISED = """
            {"articleId": 1, "body": "", "metaDescription": "", "featuredImage": "", "tags": [],
             "language": "", "dialect": "commonmark"}""";

    private final StoredEventCheck reader =
            ServiceLoader.load(StoredEventCheck.class).findFirst().orElseThrow();

    @ParameterizedTest
    @MethodSource("samples")
    void it_reads_every_revision_of_every_event(Path sample) throws IOException {
        String[] nameAndRevision = sample.getFileName().toString().split("\\.", -1);
        byte[] payload = Files.readAllBytes(sample);

        assertThatCode(() ->
                        reader.check(nameAndRevision[0], nameAndRevision[1], payload, json("{\"actor\": \"user-7\"}")))
                .doesNotThrowAnyException();
    }

    @Test
    void it_refuses_what_a_node_could_not_read() {
        assertThatCode(() -> reader.check("ArticleRevised", "2", json(REVISED), json("{}")))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() ->
                        reader.check("ArticleRevised", "2", json(REVISED.replace(": 1", ": \"one\"")), json("{}")));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> reader.check("ArticleRevised", "2", json(REVISED), json("{")));
        assertThatThrownBy(() -> reader.check("ArticlePublished", "1", json("{}"), json("{}")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void it_says_which_event_this_version_does_not_know() {
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> reader.check("ArticleArchived", "1", json("{}"), json("{}")))
                .withMessageContaining("ArticleArchived, revision 1");
    }

    static Stream<Path> samples() throws IOException {
        return Contracts.samples();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
