package io.talel.query.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The beginning of a text without its markup, for searches and their excerpts: single blanks, in NFC. Pictures and attributes
 * are left out. Control characters stand for signs that part words: PostgreSQL takes {@code <Name>} for a tag,
 * {@code input/output} for a file and, where LC_CTYPE is C, typographic signs for letters. It took more time to leave them out
 * than to find the words. Symbols such as emoji are words of their own, see {@link SearchCharacters}.
 */
final class SearchText {

    /**
     * Longest text, in characters: about 5,000 words. PostgreSQL takes 10 ms for the words of such a text, and a vector of at
     * most 1 MiB; no text of this length has a larger one.
     */
    static final int MAX_LENGTH = 32 * 1024;

    /** What stands for each of the signs. A text has no control characters of its own. */
    private static final String STAND_INS = "\4\6\5\16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37\10";

    /** Is before and behind a symbol, and is not shown. A text has no control characters of its own. */
    private static final String BREAK = "\7";

    /** Elements within a word; the others part words. */
    private static final Set<String> WITHIN_WORDS = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
            "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr");

    /**
     * Most marks in a row, as in Unicode's Stream-Safe Text Format; further ones are left out. The time to compose a text grows
     * with their square.
     */
    private static final int MAX_MARKS = 30;

    /** Longest name of a character that is looked up, with ampersand and semicolon. */
    private static final int MAX_NAME = 10;

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int marks;

    private SearchText(String html) {
        this.html = html;
    }

    /** @param html as the renderer makes it: every {@code <} begins a tag or a comment */
    static String of(String html) {
        return new SearchText(html).text();
    }

    /** Part of a text as readers read it. */
    static String readable(String part) {
        StringBuilder readable = new StringBuilder(part.replace(BREAK, ""));
        for (int i = 0; i < readable.length(); i++) {
            int place = STAND_INS.indexOf(readable.charAt(i));
            if (place >= 0) {
                readable.setCharAt(i, SearchCharacters.SIGNS.charAt(place));
            }
        }
        return readable.toString();
    }

    private String text() {
        while (position < html.length() && text.length() <= MAX_LENGTH) {
            switch (html.charAt(position)) {
                case '<' -> skipTag();
                case '&' -> addNamed();
                default -> {
                    int c = html.codePointAt(position);
                    add(c);
                    position += Character.charCount(c);
                }
            }
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        String whole = parted(Normalizer.normalize(text, Normalizer.Form.NFC));
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, end(whole));
    }

    private static String parted(String composed) {
        StringBuilder parted = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> {
            int sign = SearchCharacters.SIGNS.indexOf(c);
            if (sign >= 0) {
                parted.append(STAND_INS.charAt(sign));
            } else if (SearchCharacters.isSymbol(c)) {
                parted.append(BREAK).appendCodePoint(c).append(BREAK);
            } else {
                parted.appendCodePoint(c);
            }
        });
        return parted.toString();
    }

    /** Keeps the halves of a pair together. */
    private static int end(String text) {
        return Character.isLowSurrogate(text.charAt(MAX_LENGTH)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }

    private void skipTag() {
        boolean comment = html.startsWith("<!--", position);
        int end = html.indexOf(comment ? "-->" : ">", position);
        if (end < 0) {
            position = html.length();
            return;
        }
        if (!comment && !WITHIN_WORDS.contains(name())) {
            add(' ');
        }
        position = end + (comment ? 3 : 1);
    }

    private String name() {
        int start = html.startsWith("</", position) ? position + 2 : position + 1;
        int end = start;
        while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private void addNamed() {
        int end = html.indexOf(';', position, Math.min(html.length(), position + MAX_NAME));
        int c = end < 0 ? -1 : character(html.substring(position + 1, end));
        if (c < 0) {
            add('&');
            position++;
        } else {
            add(c);
            position = end + 1;
        }
    }

    /** @return -1 for a name that is not known */
    private static int character(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> ' ';
            default -> numbered(name);
        };
    }

    private static int numbered(String name) {
        boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        String digits = hexadecimal ? name.substring(2) : name.startsWith("#") ? name.substring(1) : "";
        int radix = hexadecimal ? 16 : 10;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            return -1;
        }
        int c = Integer.parseInt(digits, radix);
        return Character.isValidCodePoint(c) && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) ? c : -1;
    }

    private void add(int c) {
        if (SearchCharacters.isUnseen(c)) {
            return;
        }
        marks = isMark(c) ? marks + 1 : 0;
        if (SearchCharacters.isBlank(c)) {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        } else if (marks <= MAX_MARKS) {
            text.appendCodePoint(c);
        }
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
