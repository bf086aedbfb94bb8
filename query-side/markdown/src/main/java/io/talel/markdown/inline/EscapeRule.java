package io.talel.markdown.inline;

import io.talel.markdown.tree.BackslashEscapes;
import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** A backslash before a mark of Markdown. */
final class EscapeRule implements InlineRule {

    @Override
    public @Nullable Found find(String text, int from, int start) {
        for (int at = text.indexOf('\\', from); at >= 0 && at + 1 < text.length(); at = text.indexOf('\\', at + 2)) {
            char c = text.charAt(at + 1);
            if (BackslashEscapes.isEscapable(c)) {
                return new Found(at, at + 2, new InlineNode.Text(BackslashEscapes.hide(c)));
            }
        }
        return null;
    }
}
