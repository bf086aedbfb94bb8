package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.TextRule;

/** The title of an article, not blank. */
public record Title(@JsonValue String value) {

    /** Longest title accepted, in characters: the limit of v1. */
    public static final int MAX_LENGTH = 255;

    private static final TextRule RULE = new TextRule("title", MAX_LENGTH);

    @JsonCreator
    public Title {
        RULE.checkNotBlank(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
