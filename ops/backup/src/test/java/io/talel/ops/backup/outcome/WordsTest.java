package io.talel.ops.backup.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B",
                "\u007F",
                "\u009B",
                "\u009D",
                "\u202E",
                "\u2066",
                "\u200B",
                "\u2028",
                "\u2029",
                "\uDB40\uDC41"
            })
    void nothing_that_steers_a_terminal_is_left(String steering) {
        String text = "a" + steering + "ü";

        assertThat(Words.plain(text)).isEqualTo("a ü");
        for (String json : List.of(Json.line(Map.of("text", text)), Json.pretty(Map.of("text", text)))) {
            assertThat(json).contains("ü").doesNotContain(steering);
            assertThat(JsonMapper.shared().readTree(json).path("text").asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void one_is_not_many() {
        assertThat(Words.count(1, "event waits", "events wait")).isEqualTo("1 event waits");
        assertThat(Words.count(0, "event waits", "events wait")).isEqualTo("0 events wait");
    }

    @Test
    void json_for_people_keeps_its_lines() {
        assertThat(Json.pretty(Map.of("text", "one\ntwo")).lines())
                .containsExactly("{", "  \"text\" : \"one\\ntwo\"", "}");
    }

    @Test
    void sizes_are_told_in_the_largest_unit() {
        assertThat(Stream.of(0L, 999L, 1_000L, 999_949L, 999_960L, 12_345_678L, Long.MAX_VALUE)
                        .map(Words::bytes))
                .containsExactly("0 B", "999 B", "1.0 kB", "999.9 kB", "1.0 MB", "12.3 MB", "9.2 EB");
    }
}
