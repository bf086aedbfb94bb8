package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.Title;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of an article in its address: letters, digits, {@code _} and {@code -}, unique among all articles. */
public record Slug(@JsonValue String value) {

    /** The slug of a title in which no letter or digit is left. */
    static final String OF_NO_LETTERS = "article";

    /** Longest slug made of a title, in characters, before a number is added: as long as a title may be. */
    static final int MAX_BASE_LENGTH = Title.MAX_LENGTH;

    /** Any number that {@link #numbered} may add. */
    private static final Pattern NUMBER = Pattern.compile("[2-9]|[1-9][0-9]{1,8}");

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

    /**
     * This slug with a number, for a title that came before: {@code hello-2}.
     *
     * @param number from 2; 1 is the slug itself
     */
    public Slug numbered(int number) {
        return number == 1 ? this : new Slug(value + "-" + number);
    }

    /** The reverse of {@link #numbered}: what the number was added to. */
    public Slug withoutNumber(int number) {
        String suffix = "-" + number;
        if (number == 1) {
            return this;
        }
        if (!value.endsWith(suffix)) {
            throw new InvalidValue("slug", "must end in " + suffix);
        }
        return new Slug(value.substring(0, value.length() - suffix.length()));
    }

    /** The number that {@link #numbered} added to {@code base} to make this slug; 1 if it was made in another way. */
    public int numberAfter(Slug base) {
        String prefix = base.value + "-";
        String number = value.startsWith(prefix) ? value.substring(prefix.length()) : "";
        return NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 1;
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
