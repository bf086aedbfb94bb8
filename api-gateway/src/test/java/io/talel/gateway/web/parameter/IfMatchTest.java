package io.talel.gateway.web.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.web.HttpRefusal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "\"0-5f1d7a84\", 0",
                "\"12-x\", 12",
                "\"12\", 12",
                "W/\"12-x\", 12",
                "' \"3-a\" ', 3",
                "\"999999999999999999-x\", 999999999999999999"
            })
    void the_version_counts_and_the_rest_of_the_tag_does_not(String header, long version) {
        assertThat(IfMatch.of(header).versions()).containsExactly(version);
    }

    @Test
    void without_a_header_and_with_an_asterisk_any_version_will_do() {
        assertThat(IfMatch.of(null).isAny()).isTrue();
        assertThat(IfMatch.of("*").isAny()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"3-a\", \"12-b\", \"x\", \"7\"",
                "\"12-b\",\"7-c\",W/\"3-d\"",
                ", \"7\" ,, \"3\" ,\t\"12\" , ",
                "\"7-a,b\", \"12-,\\\", \"3\", \"3-again\""
            })
    void of_a_list_the_newest_version_comes_first(String header) {
        assertThat(IfMatch.of(header).versions()).containsExactly(12L, 7L, 3L);
    }

    @Test
    void a_list_is_as_long_as_may_be_tried() {
        String most = IntStream.range(0, 16).mapToObj("\"%d-x\""::formatted).collect(Collectors.joining(", "));
        assertThat(IfMatch.of(most).versions()).hasSize(16);
        assertRefused(most + ", \"16-x\"", HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"x\"", "\"-1-x\"", "\"01-x\"", "\"1x\"", "\"\"", "\"9999999999999999999-x\"", "\"a\", \"b\""})
    void a_tag_that_no_version_has_matches_none(String header) {
        assertRefused(header, HttpStatus.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "1-x", "\"1-x", "\"1-x\" \"2-y\"", "\"1-x\", 2", "w/\"1-x\"", "\"1-\"x\"", "*, \"1\""})
    void what_is_no_list_of_tags_is_malformed(String header) {
        assertRefused(header, HttpStatus.BAD_REQUEST);
    }

    private static void assertRefused(String header, HttpStatus status) {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> IfMatch.of(header))
                .extracting(HttpRefusal::status)
                .isEqualTo(status);
    }
}
