package io.talel.markdown.inline;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code url "title")}. The URL may hold balanced parentheses. From the first quotation mark on, a title is
 * assumed, in which parentheses do not count; should the title not end before a closing parenthesis, the URL ends where
 * the parentheses are balanced without regard to quotation marks.
 */
final class TargetReader {

    private static final class Quote {

        private final char mark;
        private final int open;
        private int close = -1;

        Quote(char mark, int open) {
            this.mark = mark;
            this.open = open;
        }

        boolean closedBy(char last) {
            return close >= 0 && mark == last;
        }
    }

    private final String text;
    private final int start;
    private int at;
    private int furthest;
    private int open = 1;
    private int openWithoutTitle = 1;
    private int endWithoutTitle = -1;
    private @Nullable Quote first;
    private @Nullable Quote second;
    private char last;
    private String url = "";
    private @Nullable String title;

    TargetReader(String text, int start) {
        this.text = text;
        this.start = start;
        this.at = start;
    }

    String url() {
        return url;
    }

    @Nullable String title() {
        return title;
    }

    /** Returns the position after the closing parenthesis, or where reading ended. */
    int end() {
        return at;
    }

    /** Returns how far the text was read; the target may end before. */
    int furthest() {
        return furthest;
    }

    /** Returns false if the target does not end. */
    boolean read() {
        while (at < text.length() && open > 0) {
            char c = text.charAt(at);
            switch (c) {
                case '(' -> openParenthesis();
                case ')' -> closeParenthesis();
                case '"', '\'' -> quote(c);
                default -> {}
            }
            at++;
            if (open > 0 && c != ' ') {
                last = c;
            }
        }
        furthest = at;
        if (open == 0) {
            takeParts();
        } else if (endWithoutTitle >= 0) {
            at = endWithoutTitle;
            url = text.substring(start, at - 1);
            open = 0;
        }
        return open == 0;
    }

    private void openParenthesis() {
        if (first == null) {
            open++;
        } else if (openWithoutTitle > 0) {
            openWithoutTitle--;
        }
    }

    private void closeParenthesis() {
        if (first == null) {
            open--;
        } else if (first.closedBy(last) || (second != null && second.closedBy(last))) {
            open = 0;
        } else if (openWithoutTitle > 0 && --openWithoutTitle == 0) {
            endWithoutTitle = at + 1;
        }
    }

    private void quote(char mark) {
        if (first == null) {
            openWithoutTitle = open;
            open = 1;
            first = new Quote(mark, at);
        } else if (mark == first.mark) {
            first.close = at;
        } else if (second == null) {
            second = new Quote(mark, at);
        } else {
            second.close = at;
        }
    }

    private void takeParts() {
        Quote quote = first != null && first.closedBy(last) ? first : second;
        if (quote != null && quote.closedBy(last)) {
            url = text.substring(start, quote.open);
            title = text.substring(quote.open + 1, quote.close);
        } else {
            url = text.substring(start, at - 1);
        }
    }
}
