package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.tree.BackslashEscapes;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** Code between equally long rows of backticks; and escaped backslashes before a backtick. */
final class CodeSpanRule implements InlineRule {

    private final Budget budget;

    CodeSpanRule(Budget budget) {
        this.budget = budget;
    }

    @Override
    public @Nullable Found find(String text, int from, int start) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                int end = Chars.skip(text, at, '\\');
                boolean even = (end - at) % 2 == 0;
                if (even && Chars.charAt(text, end, '`')) {
                    String backslashes = BackslashEscapes.hide('\\').repeat((end - at) / 2);
                    return new Found(at, end, new InlineNode.Text(backslashes));
                }
                at = end - 1;
            } else if (c == '`') {
                int end = Chars.skip(text, at, '`');
                boolean escaped = at > start && text.charAt(at - 1) == '\\';
                Found code = code(text, escaped ? at + 1 : at, end);
                if (code != null) {
                    return code;
                }
                at = end - 1;
            }
        }
        return null;
    }

    /**
     * Finds the row of backticks that closes the row from {@code start} to {@code end}: the longest that is not longer,
     * and the first of those. Backticks that are left over belong to the code.
     */
    private @Nullable Found code(String text, int start, int end) {
        int length = 0;
        int close = -1;
        int next = text.indexOf('`', end);
        while (next >= 0 && length < end - start) {
            int rowEnd = Chars.skip(text, next, '`');
            int rowLength = rowEnd - next;
            if (rowLength > length && rowLength <= end - start) {
                length = rowLength;
                close = next;
            }
            next = text.indexOf('`', rowEnd);
        }
        budget.charge((next < 0 ? text.length() : next) - start);
        if (close < 0) {
            return null;
        }
        String code = Chars.strip(text.substring(start + length, close));
        return new Found(start, close + length, new Element("code").literalText(HtmlText.escapeSpan(code)));
    }
}
