package io.talel.gateway.web.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class AcceptTest {

    @ParameterizedTest
    @ValueSource(strings = {"text", "*/json", "a/b;q=2", "application/json;Q=abc", "*/*;Q=", "text/html;q=1;Q=zz"})
    void a_malformed_header_counts_as_none(String header) {
        assertThat(Accept.types(header)).isEmpty();
        assertThat(Accept.prefers(header, MediaType.TEXT_HTML, MediaType.APPLICATION_JSON))
                .isFalse();
    }

    @Test
    void of_two_types_the_one_of_higher_quality_is_preferred_and_of_equal_ones_the_first() {
        assertThat(Accept.prefers("text/html;q=0.5, application/json", MediaType.APPLICATION_JSON, MediaType.TEXT_HTML))
                .isTrue();
        assertThat(Accept.prefers("text/html, application/json", MediaType.APPLICATION_JSON, MediaType.TEXT_HTML))
                .isFalse();
        assertThat(Accept.prefers("*/*", MediaType.APPLICATION_JSON, MediaType.TEXT_HTML))
                .isFalse();
        assertThat(Accept.prefers(null, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML))
                .isFalse();
    }
}
