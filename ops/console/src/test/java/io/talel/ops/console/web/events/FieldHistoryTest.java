package io.talel.ops.console.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.web.events.FieldHistory.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldHistoryTest {

    @Test
    void the_state_is_what_each_field_was_given_last_and_what_the_event_changed_is_marked() {
        List<Field> fields =
                at("{\"slug\":\"hello\",\"body\":\"one\",\"image\":\"a\"}", "{\"body\":\"two\",\"image\":\"a\"}");

        assertThat(fields)
                .containsExactly(
                        new Field("body", "\"two\"", "\"one\""),
                        new Field("image", "\"a\"", "\"a\""),
                        new Field("slug", "\"hello\"", "\"hello\""));
        assertThat(fields).filteredOn(Field::changed).extracting(Field::name).containsExactly("body");
    }

    @Test
    void everything_is_new_in_the_first_event() {
        assertThat(at("{\"userId\":7}"))
                .containsExactly(new Field("userId", "7", null))
                .allMatch(Field::changed);
    }

    private static List<Field> at(String... payloads) {
        return FieldHistory.at(Stream.of(payloads)
                .map(payload -> (JsonNode) JsonMapper.shared().readTree(payload))
                .toList());
    }
}
