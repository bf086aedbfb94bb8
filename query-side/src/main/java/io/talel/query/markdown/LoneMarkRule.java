package io.talel.query.markdown;

import org.jspecify.annotations.Nullable;

/** One to three asterisks or underscores between blanks: no emphasis. */
final class LoneMarkRule implements InlineRule {

    private static final int LONGEST = 3;

    @Override
    public @Nullable Found find(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char mark = text.charAt(at);
            if ((mark == '*' || mark == '_') && (at == 0 || Chars.isSpace(text.charAt(at - 1)))) {
                int end = Chars.skip(text, at, mark);
                if (end - at <= LONGEST && (end == text.length() || Chars.isSpace(text.charAt(end)))) {
                    return new Found(at, end, new InlineNode.Text(text.substring(at, end)));
                }
                at = end - 1;
            }
        }
        return null;
    }
}
