package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import io.talel.kernel.article.content.Title;

/** A slug as an author asks for it: any text of which something is left. */
public record WantedSlug(@JsonValue String value) {

    /** As long as a slug can be: made of a title, with a number. */
    public static final int MAX_LENGTH = Title.MAX_LENGTH + "-2147483647".length();

    private static final TextRule RULE = new TextRule("slug", MAX_LENGTH);

    @JsonCreator
    public WantedSlug {
        RULE.checkNotBlank(value);
        if (!isUsable(value)) {
            throw new InvalidValue("slug", "must have a letter or digit");
        }
    }

    /** Whether something is left of a text. */
    public static boolean isUsable(String text) {
        return !madeOf(text).isEmpty();
    }

    /** As of a title, but its hyphens stay. */
    private static String madeOf(String text) {
        return Slug.madeOf(text.replace('-', ' '));
    }

    /** What it becomes if no other article has that slug. */
    public Slug slug() {
        return new Slug(madeOf(value));
    }

    /** Whether an article that has this slug has what its author asks for. */
    public boolean isMetBy(Slug slug) {
        return slug.value().equals(value) || slug.equals(slug());
    }

    @Override
    public String toString() {
        return value;
    }
}
