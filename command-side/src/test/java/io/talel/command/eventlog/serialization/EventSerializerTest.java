package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.talel.command.Articles;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.user.UserEvent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;

class EventSerializerTest {

    private final EventSerializer serializer = Contracts.serializer();

    @Test
    void every_event_of_the_kernel_is_in_the_catalogue() {
        assertThat(EventCatalogue.TALELIO.events().stream().map(CataloguedEvent::type))
                .containsExactlyInAnyOrderElementsOf(Stream.of(UserEvent.class, ArticleEvent.class, ImageEvent.class)
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .<Class<? extends Record>>map(event -> event.asSubclass(Record.class))
                        .toList());
    }

    @Test
    void an_event_is_stored_under_its_short_name() {
        SerializedObject<byte[]> stored = serializer.serialize(Articles.revised(Articles.HELLO, "# Hi"), byte[].class);

        assertThat(stored.getType().getName()).isEqualTo("ArticleRevised");
        assertThat(stored.getType().getRevision()).isEqualTo("2");
    }

    @Test
    void a_class_that_is_no_event_cannot_be_stored() {
        assertThatIllegalArgumentException().isThrownBy(() -> serializer.serialize("text", byte[].class));
        assertThatIllegalArgumentException().isThrownBy(() -> serializer.typeForClass(ArticleEvent.class));
    }

    @Test
    void a_name_or_a_revision_that_is_not_known_becomes_an_unknown_event() {
        assertThat(serializer.<byte[], Object>deserialize(stored("ArticleArchived", "1", "{}")))
                .isEqualTo(new UnknownEvent("ArticleArchived", "1"));
        assertThat(serializer.<byte[], Object>deserialize(stored("ArticleRevised", "99", "{}")))
                .isEqualTo(new UnknownEvent("ArticleRevised", "99"));
        assertThat(serializer.<byte[], Object>deserialize(stored("java.lang.String", "1", "\"text\"")))
                .isEqualTo(new UnknownEvent("java.lang.String", "1"));
    }

    @Test
    void a_field_too_many_or_too_few_is_not_passed_over() {
        String whole = """
                {"articleId": 1, "body": "", "metaDescription": "", "featuredImage": "", "tags": [],
                 "language": "", "dialect": "commonmark"}""";

        assertThat(serializer.<byte[], Object>deserialize(stored("ArticleRevised", "2", whole)))
                .isInstanceOf(ArticleEvent.ArticleRevised.class);
        unreadable(whole.replace("\"body\": \"\", ", ""));
        unreadable(whole.replace("{", "{\"colour\": \"red\", "));
    }

    @Test
    void metadata_is_json_too() {
        MetaData metadata = MetaData.with("actor", "user-7");

        SerializedObject<byte[]> stored = serializer.serialize(metadata, byte[].class);

        assertThat(new String(stored.getData(), StandardCharsets.UTF_8)).isEqualTo("{\"actor\":\"user-7\"}");
        assertThat(serializer.<byte[], MetaData>deserialize(stored)).isEqualTo(metadata);
    }

    private void unreadable(String json) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.<byte[], Object>deserialize(stored("ArticleRevised", "2", json)));
    }

    private static SerializedObject<byte[]> stored(String name, String revision, String json) {
        return new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, name, revision);
    }
}
