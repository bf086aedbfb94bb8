package io.talel.query.article;

import java.text.Normalizer;

/** What the characters of a text, a title or a search are to a search. {@code read_model.parted} has the same rules. */
final class SearchCharacters {

    /** Signs that part words. The last is the blank of no width, where lines may break between words. */
    static final String SIGNS = "</>“”„‟‘’‚‛«»‹›–—―…·•\u200B";

    /** Soft hyphen, word joiner, byte order mark, and what tells which way a line runs: readers do not see them. */
    private static final String UNSEEN = "\u00AD\u061C\u180E\u200E\u200F\u202A\u202B\u202C\u202D\u202E"
            + "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF";

    private static final int FIRST_BEYOND_ASCII = 0x80;

    /** Choose how the symbol before them looks. */
    private static final int FIRST_VARIATION_SELECTOR = 0xFE00;

    private static final int LAST_VARIATION_SELECTOR = 0xFE0F;

    /** Follow a flag, and say whose it is. */
    private static final int FIRST_TAG = 0xE0020;

    private static final int LAST_TAG = 0xE007F;

    /** Between the first plane and this one lie historic scripts, music and letters of formulas. */
    private static final int FIRST_PICTOGRAPH = 0x1F000;

    private SearchCharacters() {}

    static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    static boolean isUnseen(int c) {
        return UNSEEN.indexOf(c) >= 0;
    }

    /** Whether it is a word of its own, and so parts those beside it. */
    static boolean isSymbol(int c) {
        if (c < FIRST_BEYOND_ASCII || SIGNS.indexOf(c) >= 0) {
            return false;
        }
        if (Character.isSupplementaryCodePoint(c) && c < FIRST_PICTOGRAPH) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.OTHER_NUMBER,
                    Character.ENCLOSING_MARK -> true;
            default ->
                (c >= FIRST_VARIATION_SELECTOR && c <= LAST_VARIATION_SELECTOR) || (c >= FIRST_TAG && c <= LAST_TAG);
        };
    }

    /** The words with blanks for signs and around symbols. */
    static String parted(String words) {
        StringBuilder parted = new StringBuilder();
        Normalizer.normalize(words, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> !isUnseen(c))
                .forEach(c -> {
                    if (isSymbol(c)) {
                        parted.append(' ').appendCodePoint(c).append(' ');
                    } else {
                        parted.appendCodePoint(isBlank(c) || SIGNS.indexOf(c) >= 0 ? ' ' : c);
                    }
                });
        return parted.toString();
    }
}
