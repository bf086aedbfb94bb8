package io.talel.markdown.inline;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** One to three asterisks or underscores between blanks: no emphasis. */
final class LoneMarkRule implements InlineRule {

    private static final int LONGEST = 3;

    @Override
    public @Nullable Found find(String text, int from, int start) {
        for (int at = from; at < text.length(); at++) {
            char mark = text.charAt(at);
            if ((mark == '*' || mark == '_') && isFirst(text, at, start)) {
                int end = Chars.skip(text, at, mark);
                if (end - at <= LONGEST && (end == text.length() || Chars.isSpace(text.charAt(end)))) {
                    return new Found(at, end, new InlineNode.Text(text.substring(at, end)));
                }
                at = end - 1;
            }
        }
        return null;
    }

    /** Tells whether nothing or a blank comes before; after a replaced piece neither does. */
    private static boolean isFirst(String text, int at, int start) {
        return at == 0 || (at > start && Chars.isSpace(text.charAt(at - 1)));
    }
}
