package io.talel.query.article;

import java.text.Normalizer;

/** How a search treats each character of texts, titles and searches. {@code read_model.parted} has the same rules. */
final class SearchCharacters {

    /** Signs that part words. The last is the blank of no width, where lines may break between words. */
    static final String SIGNS = "</>“”„‟‘’‚‛«»‹›–—―…·•\u200B";

    /** Soft hyphen, word joiner, byte order mark, and the marks that change the direction of a line: readers do not see them. */
    private static final String UNSEEN = "\u00AD\u061C\u180E\u200E\u200F\u202A\u202B\u202C\u202D\u202E"
            + "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF";

    /** Longest title or description that is composed: the time for it grows with the square of the marks in a row. */
    private static final int MAX_COMPOSED = 1_000;

    private SearchCharacters() {}

    static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    static boolean isUnseen(int c) {
        return UNSEEN.indexOf(c) >= 0;
    }

    /** Whether the character is a word of its own, and so parts its neighbours. */
    static boolean isSymbol(int c) {
        return c > '\u007F' && SIGNS.indexOf(c) < 0 && (isInBlockOfSymbols(c) || hasCategoryOfSymbols(c));
    }

    /** Blocks with characters that Java may not know yet. */
    private static boolean isInBlockOfSymbols(int c) {
        return isBetween(0x20A0, 0x20CF, c) // currencies
                || isBetween(0xFE00, 0xFE0F, c) // variation selectors, which choose how the symbol before them looks
                || isBetween(0x1F000, 0x1FBEF, c) // pictographs
                || isBetween(0xE0020, 0xE007F, c); // tags, which follow a flag and name its region
    }

    private static boolean isBetween(int first, int last, int c) {
        return c >= first && c <= last;
    }

    /** False in higher planes, which have historic scripts, music and letters of formulas. */
    private static boolean hasCategoryOfSymbols(int c) {
        return Character.isBmpCodePoint(c)
                && switch (Character.getType(c)) {
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
                    default -> false;
                };
    }

    /** The words composed, with blanks for signs and around symbols, and without what readers do not see. */
    static String parted(String words) {
        boolean composed = words.codePointCount(0, words.length()) <= MAX_COMPOSED;
        StringBuilder parted = new StringBuilder();
        (composed ? Normalizer.normalize(words, Normalizer.Form.NFC) : words)
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
