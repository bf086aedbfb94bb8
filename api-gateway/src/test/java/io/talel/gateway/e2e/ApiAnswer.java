package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer of the API. */
record ApiAnswer(int status, HttpHeaders headers, byte[] body) {

    static ApiAnswer of(HttpResponse<byte[]> response) {
        return new ApiAnswer(response.statusCode(), response.headers(), response.body());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return Api.JSON.readTree(body);
    }

    /** The text at a path of keys, for example {@code "article", "slug"}. */
    String text(String... path) {
        JsonNode node = json();
        for (String key : path) {
            node = node.path(key);
        }
        return node.asString();
    }

    List<String> keys(String... path) {
        JsonNode node = json();
        for (String key : path) {
            node = node.path(key);
        }
        return List.copyOf(node.propertyNames());
    }

    /** The header, or an empty text when there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The value of a cookie that the answer sets, or an empty text. */
    String cookie(String name) {
        return headers.allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
                .findFirst()
                .orElse("");
    }

    ApiAnswer is(int expected) {
        assertThat(status).as(() -> "status of: " + text()).isEqualTo(expected);
        return this;
    }

    /** Asserts the exact envelope of errors. */
    ApiAnswer isError(int expected, String type, String message) {
        is(expected);
        assertThat(json()).isEqualTo(Api.JSON.valueToTree(new Envelope(new Envelope.Fault(expected, type, message))));
        return this;
    }

    ApiAnswer isBadRequest(String message) {
        return isError(400, "Bad Request", message);
    }

    ApiAnswer isForbidden(String message) {
        return isError(403, "Forbidden", message);
    }

    /** Asserts a 400 whose message names the field in single quotes. */
    ApiAnswer isBadRequestNaming(String field) {
        is(400);
        assertThat(text("error", "message")).contains("'" + field + "'");
        return this;
    }

    private record Envelope(Fault error) {
        record Fault(int status, String type, String message) {}
    }
}
