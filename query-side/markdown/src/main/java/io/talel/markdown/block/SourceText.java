package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Stash;

/** The source with one kind of line break, no tabs, nothing on blank lines and two line breaks at the end. */
public final class SourceText {

    static final int TAB = 4;

    /** Indentation of code, and of what belongs to a list item. */
    static final String INDENT = " ".repeat(TAB);

    private SourceText() {}

    public static String normalise(String source) {
        StringBuilder result = new StringBuilder(source.length() + 16);
        int copied = 0;
        int column = 0;
        int lineStart = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (isCopied(c)) {
                column += Character.isLowSurrogate(c) ? 0 : 1;
                continue;
            }
            result.append(source, copied, i);
            if (c == '\t') {
                int blanks = TAB - column % TAB;
                result.repeat(' ', blanks);
                column += blanks;
            } else if (c == '\r' || c == '\n') {
                i += c == '\r' && Chars.charAt(source, i + 1, '\n') ? 1 : 0;
                endLine(result, lineStart);
                lineStart = result.length();
                column = 0;
            }
            copied = i + 1;
        }
        result.append(source, copied, source.length());
        endLine(result, lineStart);
        return result.append('\n').toString();
    }

    private static boolean isCopied(char c) {
        return switch (c) {
            case '\n', '\r', '\t', Stash.OPEN, Stash.CLOSE -> false;
            default -> true;
        };
    }

    /** Ends a line, first emptying it if it holds only spaces; the first line of a document keeps them. */
    private static void endLine(StringBuilder result, int lineStart) {
        if (lineStart > 0) {
            int i = lineStart;
            while (i < result.length() && result.charAt(i) == ' ') {
                i++;
            }
            if (i == result.length()) {
                result.setLength(lineStart);
            }
        }
        result.append('\n');
    }
}
