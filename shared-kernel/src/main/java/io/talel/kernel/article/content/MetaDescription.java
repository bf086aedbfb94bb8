package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.TextRule;

/** What search engines show of an article, possibly empty. */
public record MetaDescription(@JsonValue String value) {

    /** Longest description accepted, in characters; v1 had no limit, search engines show about 160. */
    public static final int MAX_LENGTH = 10_000;

    private static final TextRule RULE = new TextRule("meta_description", MAX_LENGTH);

    @JsonCreator
    public MetaDescription {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
