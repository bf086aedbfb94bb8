package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A part of what an author writes. */
public enum ArticleField {
    TITLE(ArticleContent::title),
    BODY(ArticleContent::body),
    META_DESCRIPTION(ArticleContent::metaDescription),
    FEATURED_IMAGE(ArticleContent::featuredImage),
    TAGS(ArticleContent::tags),
    LANGUAGE(ArticleContent::language),
    DIALECT(ArticleContent::dialect);

    private final Function<ArticleContent, Object> value;

    ArticleField(Function<ArticleContent, Object> value) {
        this.value = value;
    }

    /** As clients write it: {@code meta_description}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Object of(ArticleContent content) {
        return value.apply(content);
    }

    /** The fields that differ. */
    public static List<ArticleField> changed(ArticleContent before, ArticleContent after) {
        return Arrays.stream(values())
                .filter(field -> !field.of(before).equals(field.of(after)))
                .toList();
    }
}
