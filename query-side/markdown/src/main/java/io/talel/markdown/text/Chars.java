package io.talel.markdown.text;

/** Classes of characters as the replaced renderer saw them: its blanks and letters differ from Java's. */
public final class Chars {

    private Chars() {}

    /** Blanks include the no-break spaces and the four information separators. */
    public static boolean isSpace(int c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || (c > 0x1b && c < 0x20)
                || (c > 0x7f && (c == 0x85 || Character.isSpaceChar(c)));
    }

    /** Letters, numbers of every kind and the underscore; combining marks are none of these. */
    public static boolean isWord(int c) {
        if (c < 0x80) {
            return isAsciiLetter(c) || isAsciiDigit(c) || c == '_';
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    public static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    public static boolean isAsciiDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isAsciiAlphanumeric(int c) {
        return isAsciiLetter(c) || isAsciiDigit(c);
    }

    public static boolean isHexDigit(int c) {
        return isAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    public static boolean wordBefore(String text, int at) {
        return at > 0 && isWord(text.codePointBefore(at));
    }

    public static boolean wordAt(String text, int at) {
        return at < text.length() && isWord(text.codePointAt(at));
    }

    public static boolean isBlank(String text) {
        return skipSpace(text, 0) == text.length();
    }

    /** Returns the position of the first character at or after {@code at} that is no blank of any kind. */
    public static int skipSpace(String text, int at) {
        int i = at;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the position of the first character at or after {@code at} that is not {@code c}. */
    public static int skip(String text, int at, char c) {
        int i = at;
        while (i < text.length() && text.charAt(i) == c) {
            i++;
        }
        return i;
    }

    /** Returns the end of the line that holds position {@code at}, without its line break. */
    public static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    public static boolean charAt(String text, int at, char c) {
        return at < text.length() && at >= 0 && text.charAt(at) == c;
    }

    public static String strip(String text) {
        return stripTrailing(stripLeading(text));
    }

    public static String stripLeading(String text) {
        return text.substring(skipSpace(text, 0));
    }

    public static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    public static String strip(String text, char c) {
        return stripTrailing(text.substring(skip(text, 0, c)), c);
    }

    public static String stripTrailing(String text, char c) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == c) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Turns every run of blanks into one space. */
    public static String collapse(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int next = skipSpace(text, i);
            if (next > i) {
                result.append(' ');
                i = next;
            } else {
                result.append(text.charAt(i++));
            }
        }
        return result.toString();
    }
}
