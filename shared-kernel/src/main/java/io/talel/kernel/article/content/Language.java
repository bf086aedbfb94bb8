package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** The language of an article as a tag of BCP 47 such as {@code de-CH}, in its usual case; empty when nothing is said. */
public record Language(@JsonValue String value) {

    /** Longest tag accepted, in characters: what RFC 5646 asks everybody to have room for. */
    public static final int MAX_LENGTH = 35;

    public static final Language UNKNOWN = new Language("");

    @JsonCreator
    public Language {
        value = value.isEmpty() ? value : canonical(value);
    }

    private static String canonical(String tag) {
        if (tag.length() <= MAX_LENGTH) {
            try {
                return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            } catch (IllformedLocaleException _) {
                // told below
            }
        }
        throw new InvalidValue("language", "must be a language tag such as 'de' or 'en-GB'");
    }

    @Override
    public String toString() {
        return value;
    }
}
