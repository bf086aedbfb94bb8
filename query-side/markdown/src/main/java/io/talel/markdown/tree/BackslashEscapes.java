package io.talel.markdown.tree;

import static io.talel.markdown.tree.Stash.CLOSE;
import static io.talel.markdown.tree.Stash.OPEN;

import io.talel.markdown.text.Chars;

/** Characters an author escaped with a backslash: hidden as code points until everything else is parsed. */
public final class BackslashEscapes {

    private static final String ESCAPABLE = "\\`*_{}[]()>#+-.!|";

    private BackslashEscapes() {}

    public static boolean isEscapable(char c) {
        return ESCAPABLE.indexOf(c) >= 0;
    }

    public static String hide(char c) {
        return OPEN + Integer.toString(c) + CLOSE;
    }

    /** Shows the hidden characters of a text again. */
    public static String reveal(String text) {
        int at = text.indexOf(OPEN);
        if (at < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        for (; at >= 0; at = text.indexOf(OPEN, at + 1)) {
            int end = at + 1;
            while (end < text.length() && Chars.isAsciiDigit(text.charAt(end))) {
                end++;
            }
            if (end > at + 1 && Chars.charAt(text, end, CLOSE)) {
                result.append(text, copied, at).append((char) Integer.parseInt(text, at + 1, end, 10));
                copied = end + 1;
            }
        }
        return result.append(text, copied, text.length()).toString();
    }
}
