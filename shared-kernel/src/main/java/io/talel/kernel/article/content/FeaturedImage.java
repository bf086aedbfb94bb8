package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.TextRule;

/** The address of the picture that stands for an article, as the client gave it; empty when there is none. */
public record FeaturedImage(@JsonValue String value) {

    /** Longest address accepted, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final TextRule RULE = new TextRule("featured_image", MAX_LENGTH);

    /** No picture. */
    public static final FeaturedImage NONE = new FeaturedImage("");

    @JsonCreator
    public FeaturedImage {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
