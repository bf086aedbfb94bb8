package io.talel.query.markdown;

import org.jspecify.annotations.Nullable;

/** How one kind of inline Markdown is read. */
interface InlineRule {

    /** Returns the first piece of this kind at or after {@code from}, or null if there is none. */
    @Nullable Found find(String text, int from);

    /**
     * A piece of a text.
     *
     * @param node what it turns into; null leaves the piece as it is, and the search goes on after it
     * @param retry where to search next once a piece is replaced: the first place that was looked at in vain, since it
     *     may succeed then, or after the piece
     */
    record Found(int start, int end, @Nullable InlineNode node, int retry) {

        Found(int start, int end, @Nullable InlineNode node) {
            this(start, end, node, node == null ? Integer.MAX_VALUE : start);
        }
    }
}
