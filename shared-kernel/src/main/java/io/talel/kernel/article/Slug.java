package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.Title;
import java.text.Normalizer;
import java.util.Locale;

/** The name of an article in its address: letters, digits, {@code _} and {@code -}, unique among all articles. */
public record Slug(@JsonValue String value) {

    /** The slug of a title in which no letter or digit is left. */
    static final String OF_NO_LETTERS = "article";

    /** Longest slug made of a title, in characters, before a number is added: as long as a title may be. */
    static final int MAX_BASE_LENGTH = Title.MAX_LENGTH;

    @JsonCreator
    public Slug {
        if (value.isEmpty()) {
            throw new InvalidValue("slug", "must not be empty");
        }
    }

    /**
     * The slug a title asks for, by the rule of v1: lower case; letters, digits and {@code _} kept, everything else dropped;
     * then without accents, and with runs of blanks made one hyphen. So {@code Java™} is {@code java}: its sign goes before it
     * could become two letters. Unlike in v1, blanks at the ends leave no hyphen. Hangul is put together again, so that CJK
     * stays as it was typed.
     */
    public static Slug of(Title title) {
        String slug = madeOf(title.value());
        return new Slug(slug.isEmpty() ? OF_NO_LETTERS : slug);
    }

    /** What is left of a text; perhaps nothing. */
    static String madeOf(String text) {
        String kept = kept(text.toLowerCase(Locale.ROOT));
        // Decomposed letters can be upper case, as of mathematics, and have marks.
        String letters = kept(Normalizer.normalize(kept, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT));
        String whole = Normalizer.normalize(letters.strip().replaceAll(" +", "-"), Normalizer.Form.NFC);
        int end = whole.offsetByCodePoints(0, Math.min(MAX_BASE_LENGTH, whole.codePointCount(0, whole.length())));
        return whole.substring(0, end);
    }

    /** The characters that are kept, and a blank for each blank of any kind. */
    private static String kept(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .filter(c -> c == ' ' || isKept(c))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isKept(int c) {
        return c == '_'
                || Character.isLetter(c)
                || switch (Character.getType(c)) {
                    case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }

    @Override
    public String toString() {
        return value;
    }
}
