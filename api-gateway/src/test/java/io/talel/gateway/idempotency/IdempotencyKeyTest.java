package io.talel.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyKeyTest {

    @Test
    void without_the_header_there_is_none() {
        assertThat(IdempotencyKey.of(request()).value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "8e03978e-40d5-43e8-bc93-6894a57f9324   | 8e03978e-40d5-43e8-bc93-6894a57f9324",
                "\"8e03978e-40d5-43e8-bc93-6894a57f9324\" | 8e03978e-40d5-43e8-bc93-6894a57f9324",
                "\"with blanks, commas; and more\"      | with blanks, commas; and more",
                "\"a \\\"quoted\\\" \\\\ text\"          | a \"quoted\" \\ text",
                "x                                      | x"
            })
    void it_comes_with_quotes_or_without(String header, String key) {
        assertThat(IdempotencyKey.of(request(header)).value()).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"a",
                "a\"",
                "a b",
                "a,b",
                "a;b=1",
                "\"a\";b=1",
                "\"a\", \"b\"",
                "a\\b",
                "\"a\\b\"",
                "ä",
                "\"ä\"",
                "\"a\tb\"",
                "a\u0000"
            })
    void anything_else_is_malformed(String header) {
        assertMalformed(request(header));
    }

    @Test
    void it_has_up_to_255_characters_and_comes_once() {
        assertThat(IdempotencyKey.of(request("k".repeat(255))).value()).isPresent();
        assertMalformed(request("k".repeat(256)));
        assertMalformed(request('"' + "k".repeat(256) + '"'));
        assertMalformed(request("a", "a"));
    }

    @Test
    void each_of_its_characters_may_have_a_backslash() {
        assertThat(IdempotencyKey.of(request('"' + "\\\\".repeat(255) + '"')).value())
                .contains("\\".repeat(255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "\\\\"})
    void a_long_one_is_refused_and_takes_no_stack(String part) {
        assertMalformed(request('"' + part.repeat(100_000) + '"'));
    }

    private static void assertMalformed(MockHttpServletRequest request) {
        assertThatThrownBy(() -> IdempotencyKey.of(request))
                .isInstanceOfSatisfying(HttpRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(HttpStatus.BAD_REQUEST));
    }

    private static MockHttpServletRequest request(String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/articles");
        for (String header : headers) {
            request.addHeader(IdempotencyKey.HEADER, header);
        }
        return request;
    }
}
