package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import java.nio.charset.StandardCharsets;

/** The source of an article, possibly empty. */
public record Markdown(@JsonValue String value) {

    /** Longest source accepted, in bytes of UTF-8 (1 MiB). */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final TextRule RULE = new TextRule("body", MAX_BYTES);

    @JsonCreator
    public Markdown {
        RULE.check(value);
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidValue("body", "must be at most 1 MiB long");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
