package io.talel.markdown.tree;

import io.talel.markdown.text.NameSet;
import java.util.Set;

/** The HTML elements that stand on their own lines, and how Markdown inside them is read when an author asks for it. */
public final class BlockElements {

    /** Elements whose start at the beginning of a line starts a block of raw HTML. */
    public static final Set<String> ALL = NameSet.of("""
            address article aside blockquote body canvas colgroup dd details div dl dt fieldset figcaption
            figure footer form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main map math menu
            nav noscript object ol option output p pre progress script section style summary table tbody td
            textarea tfoot th thead tr ul video
            """);

    private static final Set<String> SPANS = NameSet.of("""
            address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th
            """);

    private static final Set<String> NEVER_PARSED =
            Set.of("canvas", "hr", "math", "option", "pre", "script", "style", "textarea");

    private BlockElements() {}

    /** The content may hold inline Markdown only. */
    public static boolean holdsSpans(String tag) {
        return SPANS.contains(tag);
    }

    /** The content may hold blocks of Markdown. */
    public static boolean holdsBlocks(String tag) {
        return ALL.contains(tag) && !SPANS.contains(tag) && !NEVER_PARSED.contains(tag);
    }
}
