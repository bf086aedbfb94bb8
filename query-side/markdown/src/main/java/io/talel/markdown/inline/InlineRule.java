package io.talel.markdown.inline;

import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** How one kind of inline Markdown is read. */
interface InlineRule {

    /**
     * Returns the first piece of this kind at or after {@code from}, or null if there is none.
     *
     * @param start where the text starts, not after {@code from}: what is before was replaced and does not count
     */
    @Nullable Found find(String text, int from, int start);

    /**
     * A piece of a text.
     *
     * @param node what it turns into; null leaves the piece as it is, and the search goes on after it
     * @param retry where to search on once the piece is replaced; before the piece if something there was looked at in
     *     vain and may succeed then
     */
    record Found(int start, int end, @Nullable InlineNode node, int retry) {

        Found(int start, int end, @Nullable InlineNode node) {
            this(start, end, node, start);
        }
    }
}
