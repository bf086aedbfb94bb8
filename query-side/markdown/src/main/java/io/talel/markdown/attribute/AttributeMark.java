package io.talel.markdown.attribute;

import io.talel.markdown.text.Chars;
import org.jspecify.annotations.Nullable;

/**
 * An attribute list in a text.
 *
 * @param start where it starts, the blanks before it included
 * @param end position after its closing brace
 * @param list what is between the braces; it may reach too far, up to the last brace of the line
 */
record AttributeMark(int start, int end, String list) {

    /** Finds a list at the very start. */
    static @Nullable AttributeMark atStart(String text) {
        if (!text.startsWith("{")) {
            return null;
        }
        int end = text.lastIndexOf('}', Chars.lineEnd(text, 0) - 1);
        return braces(text, 0, 0, end);
    }

    /** Finds a list after at least one space at the end of the last line. */
    static @Nullable AttributeMark atLineEnd(String text) {
        int end = lastBrace(text);
        for (int open = text.indexOf('{', lineStart(text, end));
                open >= 0 && open < end;
                open = text.indexOf('{', open + 1)) {
            if (Chars.charAt(text, open - 1, ' ')) {
                int start = open;
                while (Chars.charAt(text, start - 1, ' ')) {
                    start--;
                }
                AttributeMark mark = braces(text, start, open, end);
                if (mark != null) {
                    return mark;
                }
            }
        }
        return null;
    }

    /** Finds a list that is alone on the last line, which is not the first. */
    static @Nullable AttributeMark onLastLine(String text) {
        int end = lastBrace(text);
        int lineStart = lineStart(text, end);
        int open = Chars.skip(text, lineStart, ' ');
        return end < 0 || lineStart == 0 || !Chars.charAt(text, open, '{')
                ? null
                : braces(text, lineStart - 1, open, end);
    }

    private static int lineStart(String text, int at) {
        return at < 0 ? 0 : text.lastIndexOf('\n', at) + 1;
    }

    /** Returns the closing brace that only spaces and one line break may follow, or -1. */
    private static int lastBrace(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end > 0 && text.charAt(end - 1) == '}' ? end - 1 : -1;
    }

    private static @Nullable AttributeMark braces(String text, int start, int open, int close) {
        int first = open + 1;
        int list = Chars.skip(text, Chars.charAt(text, first, ':') ? first + 1 : first, ' ');
        if (list >= close || text.charAt(list) == '}') {
            list = first;
        }
        boolean valid = list < close && "} \n".indexOf(text.charAt(list)) < 0;
        return valid ? new AttributeMark(start, close + 1, text.substring(list, close)) : null;
    }
}
