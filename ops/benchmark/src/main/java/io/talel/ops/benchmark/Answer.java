package io.talel.ops.benchmark;

import io.talel.ops.benchmark.memory.StoredAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP answer.
 *
 * @param head status line and headers
 */
record Answer(int status, String head, byte[] body) {

    /** What controllers say about a representation. */
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "ETag", "Cache-Control", "Last-Modified");

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if this is not the status expected: what follows would measure something else */
    Answer expect(int expected) {
        if (status != expected) {
            throw new IllegalStateException("expected " + expected + ", got: " + head + text());
        }
        return this;
    }

    /** The first string member of that name in a JSON body; good enough for slugs and tokens, which hold no escapes. */
    String member(String name) {
        return first('"' + name + "\":\\s*\"([^\"]*)\"", text())
                .orElseThrow(() -> new IllegalStateException("no \"" + name + "\" in: " + text()));
    }

    StoredAnswer stored() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            first("(?i)\r\n" + name + ": *([^\r]*)", head).ifPresent(value -> headers.put(name, value));
        }
        return new StoredAnswer(headers, text());
    }

    private static Optional<String> first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
