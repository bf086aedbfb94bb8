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
     * The slug a title asks for, by the rule of v1: lower case, without accents, letters, digits and {@code _} kept,
     * runs of blanks made one hyphen, everything else dropped. Hangul is put together again, so that CJK stays as it
     * was typed.
     */
    public static Slug of(Title title) {
        String slug = madeOf(title.value());
        return new Slug(slug.isEmpty() ? OF_NO_LETTERS : slug);
    }

    /** What is left of a text; perhaps nothing. */
    static String madeOf(String text) {
        String letters = withoutMarks(withoutMarks(text).toLowerCase(Locale.ROOT));
        StringBuilder slug = new StringBuilder(letters.length());
        boolean blank = false;
        for (int c : letters.codePoints().toArray()) {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = true;
            } else if (isKept(c)) {
                if (blank && !slug.isEmpty()) {
                    slug.append('-');
                }
                blank = false;
                slug.appendCodePoint(c);
            }
        }
        String whole = Normalizer.normalize(slug, Normalizer.Form.NFC);
        int end = whole.offsetByCodePoints(0, Math.min(MAX_BASE_LENGTH, whole.codePointCount(0, whole.length())));
        return whole.substring(0, end);
    }

    private static String withoutMarks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
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
