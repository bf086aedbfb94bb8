package io.talel.command.eventlog.serialization;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The slug of a title as it was made while revision 1 of {@code ArticlePublished} was written. {@link Slug#of} has changed
 * since: it drops signs before it decomposes what is left. This stays as it is, for ever.
 */
final class FirstSlugRule {

    private FirstSlugRule() {}

    static String slugOf(Title title) {
        String letters = withoutMarks(withoutMarks(title.value()).toLowerCase(Locale.ROOT));
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
        int end = whole.offsetByCodePoints(0, Math.min(Title.MAX_LENGTH, whole.codePointCount(0, whole.length())));
        return whole.isEmpty() ? "article" : whole.substring(0, end);
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
}
