package io.talel.ops.benchmark.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP answer. */
public record HttpAnswer(int status, byte[] body) {

    private String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if the status differs from the expected one */
    public HttpAnswer expect(int expected) {
        if (status != expected) {
            throw new IllegalStateException("expected " + expected + ", got " + status + ": " + text());
        }
        return this;
    }

    /** The first string member of that name in a JSON body; enough for slugs and tokens, which contain no escapes. */
    public String member(String name) {
        Matcher found = Pattern.compile('"' + name + "\":\\s*\"([^\"]*)\"").matcher(text());
        if (!found.find()) {
            throw new IllegalStateException("no \"" + name + "\" in: " + text());
        }
        return found.group(1);
    }
}
