package io.talel.gateway.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class JsonBodyResolverTest {

    private static final int LIMIT = 200_000;

    private final JsonBodyResolver resolver = new JsonBodyResolver(BodyReaders.withoutLimit());

    record Note(
            String author,
            Title theTitle,
            String tag,
            @Nullable String hint,
            @Nullable Tags tags) {}

    record Page(long number) {}

    record Times(
            @NullIsMissing @Nullable String begin, @Nullable String end) {}

    @Test
    void a_record_is_read_by_its_snake_case_keys_and_what_is_not_asked_for_is_skipped() {
        assertThat(read("""
                {"extra": {"deep": [1, {"tag": "no"}]}, "tag": "abc", "the_title": "Grüße \\ud83d\\ude00",
                 "hint": "h", "author": "ada", "more": 1e999}
                """)).isEqualTo(new Note("ada", new Title("Grüße 😀"), "abc", "h", null));
    }

    @Test
    void a_component_that_may_be_null_may_be_missing() {
        assertThat(read("{\"author\": \"ada\", \"the_title\": \"t\", \"tag\": \"\"}"))
                .isEqualTo(new Note("ada", new Title("t"), "", null, null));
    }

    @Test
    void null_is_missing_only_where_a_component_says_so() {
        assertThat(times("{\"begin\": null}")).isEqualTo(new Times(null, null));
        assertThatThrownBy(() -> times("{\"begin\": 5}")).hasMessage("'begin' must be a string");
        assertThatThrownBy(() -> times("{\"end\": null}")).hasMessage("'end' must be a string");
    }

    private static Object times(String body) {
        BodyRecord times = BodyRecord.of(Times.class);
        return times.read(JsonBodyParser.parse(CharBuffer.wrap(body.toCharArray()), times.keys()));
    }

    @Test
    void a_list_of_texts_is_read() {
        assertThat(read("{\"tags\": [\"a\", \"b\"], \"author\": \"ada\", \"the_title\": \"t\", \"tag\": \"\"}"))
                .isEqualTo(new Note("ada", new Title("t"), "", null, new Tags(List.of("a", "b"))));
    }

    @Test
    void a_whole_number_is_read_and_nothing_else_is_one() {
        BodyRecord page = BodyRecord.of(Page.class);
        assertThat(page.read(
                        JsonBodyParser.parse(CharBuffer.wrap("{\"number\": -9000000000}".toCharArray()), page.keys())))
                .isEqualTo(new Page(-9_000_000_000L));
        for (String none : List.of("\"1\"", "1.0", "1e2", "9223372036854775808", "true", "null", "[1]")) {
            assertThatThrownBy(() -> page.read(JsonBodyParser.parse(
                            CharBuffer.wrap(("{\"number\": " + none + "}").toCharArray()), page.keys())))
                    .hasMessage("'number' must be a whole number");
        }
    }

    @Test
    void a_list_that_is_far_too_long_is_refused_without_being_kept() {
        assertThatThrownBy(() -> read("{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\", \"tags\": [\"a\""
                        + ", \"a\"".repeat(30_000) + "]}"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'tags' must be at most 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{}", "[]", "null", " { } "})
    void nothing_is_a_missing_body(String body) {
        assertRefused(body, HttpStatus.BAD_REQUEST, "Missing request body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"x\": 1} | Expected 'author' key",
                "{\"tag\": \"t\", \"author\": \"a\"} | Expected 'the_title' key",
                "{\"tag\": 5, \"author\": \"a\"} | Expected 'the_title' key",
                "{\"author\": 5, \"the_title\": \"t\", \"tag\": \"\"} | 'author' must be a string",
                "{\"author\": null, \"the_title\": \"t\", \"tag\": \"\"} | 'author' must be a string",
                "{\"author\": \"a\", \"the_title\": {\"a\": 1}, \"tag\": \"\"} | 'the_title' must be a string",
                "{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\", \"hint\": []} | 'hint' must be a string",
                "{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\", \"tags\": \"a\"} | 'tags' must be a list of strings",
                "{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\", \"tags\": [\"a\", [\"b\"]]} | 'tags' must be a list of strings",
                "{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\", \"tags\": null} | 'tags' must be a list of strings",
                "{\"author\": \"a\", \"author\": \"b\", \"the_title\": \"t\", \"tag\": \"\"} | Key 'author' is given twice",
                "[1] | Request body must be a JSON object",
                "\"text\" | Request body must be a JSON object",
                "5 | Request body must be a JSON object"
            })
    void what_is_wrong_is_named(String body, String message) {
        assertRefused(body, HttpStatus.BAD_REQUEST, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"author\": | Malformed JSON at line 1, column",
                "{'author': 'a'} | Malformed JSON at line 1, column 2",
                "{\"a\": 1,} | Malformed JSON at line 1, column",
                "{\"a\": 1} x | Malformed JSON at line 1, column 10",
                "{\"a\": 1} {} | Malformed JSON at line 1, column 10",
                "{\"a\": NaN} | Malformed JSON",
                "{\"a\": 01} | Malformed JSON",
                "{\"a\": \"\\x\"} | Malformed JSON",
                "nonsense | Malformed JSON at line 1, column"
            })
    void malformed_json_is_refused_with_its_place(String body, String message) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(HttpRefusal.class).hasMessageStartingWith(message);
    }

    @Test
    void deep_nesting_and_endless_numbers_are_refused() {
        assertThatThrownBy(() -> read("{\"x\": " + "[".repeat(50_000))).hasMessageStartingWith("Malformed JSON");
        assertThatThrownBy(() -> read("{\"author\": " + "9".repeat(50_000) + "}"))
                .isInstanceOf(HttpRefusal.class);
    }

    @Test
    void a_value_that_breaks_the_rule_of_its_type_is_named() {
        assertThatThrownBy(() -> read("{\"author\": \"a\", \"the_title\": \" \", \"tag\": \"\"}"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("'title' must not be empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC0, 0x80})
    void bytes_that_are_not_utf_8_are_refused(int first) {
        byte[] body = "{\"author\": \"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[12] = (byte) first;
        assertThatThrownBy(() -> read(body, "application/json")).hasMessage("Request body is not valid UTF-8");
    }

    @Test
    void utf_16_is_not_guessed() {
        byte[] body = "{\"author\": \"a\"}".getBytes(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> read(body, "application/json")).hasMessageStartingWith("Malformed JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/vnd.api+json",
                "multipart/form-data; boundary=x",
                "nonsense",
                "*/*"
            })
    void another_media_type_is_refused_even_of_an_empty_body(String type) {
        assertStatus(() -> read(new byte[0], type), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertStatus(() -> read(bytes("{}"), type), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void a_body_without_a_media_type_is_refused_but_no_body_needs_none() {
        assertStatus(() -> read(bytes("{}"), null), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThatThrownBy(() -> read(new byte[0], null)).hasMessage("Missing request body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void every_name_of_json_is_understood(String type) {
        assertThat(read(bytes("{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\"}"), type))
                .isInstanceOf(Note.class);
    }

    @Test
    void a_body_of_the_limit_is_read_and_a_longer_one_is_not() {
        String note = "{\"author\": \"a\", \"the_title\": \"t\", \"tag\": \"\"}";
        assertThat(read(note + " ".repeat(LIMIT - note.length()))).isInstanceOf(Note.class);
        assertStatus(() -> read(note + " ".repeat(LIMIT + 1 - note.length())), HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void what_a_body_record_cannot_hold_is_a_mistake_of_ours() {
        record Counter(double count) {}
        assertThatThrownBy(() -> BodyRecord.of(Counter.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(String body, HttpStatus status, String message) {
        assertThatThrownBy(() -> read(body)).hasMessage(message);
        assertStatus(() -> read(body), status);
    }

    private static void assertStatus(ThrowingCallable reading, HttpStatus status) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(HttpRefusal.class, e -> assertThat(e.status())
                .isEqualTo(status));
    }

    private Object read(String body) {
        return read(bytes(body), "application/json");
    }

    private Object read(byte[] body, @Nullable String contentType) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/notes");
        request.setContent(body);
        request.setContentType(contentType);
        return resolver.resolveArgument(parameter(), null, new ServletWebRequest(request), null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unused") // only its parameter is looked at
    private static void take(@JsonBody(maxBytes = LIMIT) Note note) {}

    private static MethodParameter parameter() {
        return new MethodParameter(
                Arrays.stream(JsonBodyResolverTest.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals("take"))
                        .findFirst()
                        .orElseThrow(),
                0);
    }
}
