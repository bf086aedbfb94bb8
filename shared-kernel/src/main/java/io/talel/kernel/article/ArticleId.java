package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;

/** Number of one article, positive and growing; as text it is the name of its stream, {@code article-42}. */
public record ArticleId(@JsonValue long value) {

    @JsonCreator
    public ArticleId {
        if (value <= 0) {
            throw new InvalidValue("id", "must be a positive number");
        }
    }

    @Override
    public String toString() {
        return "article-" + value;
    }
}
