package io.talel.markdown.inline;

import io.talel.markdown.tree.Element;
import org.jspecify.annotations.Nullable;

/** Two spaces at the end of a line. */
final class LineBreakRule implements InlineRule {

    private static final String MARK = "  \n";

    @Override
    public @Nullable Found find(String text, int from, int start) {
        int at = text.indexOf(MARK, from);
        return at < 0 ? null : new Found(at, at + MARK.length(), new Element("br"));
    }
}
