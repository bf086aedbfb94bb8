package io.talel.gateway.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.web.HttpRefusal;
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
        assertThat(IfMatch.version(header)).isEqualTo(version);
    }

    @Test
    void without_a_header_and_with_an_asterisk_any_version_will_do() {
        assertThat(IfMatch.version(null)).isNull();
        assertThat(IfMatch.version("*")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"-1-x\"", "\"01-x\"", "\"1x\"", "\"\"", "\"9999999999999999999-x\""})
    void a_tag_that_no_version_has_matches_none(String header) {
        assertRefused(header, HttpStatus.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-x", "\"1-x", "\"1-x\", \"2-y\"", "w/\"1-x\"", "\"1-\"x\"", "*, \"1\""})
    void what_is_no_single_tag_is_malformed(String header) {
        assertRefused(header, HttpStatus.BAD_REQUEST);
    }

    private static void assertRefused(String header, HttpStatus status) {
        assertThatExceptionOfType(HttpRefusal.class)
                .isThrownBy(() -> IfMatch.version(header))
                .extracting(HttpRefusal::status)
                .isEqualTo(status);
    }
}
