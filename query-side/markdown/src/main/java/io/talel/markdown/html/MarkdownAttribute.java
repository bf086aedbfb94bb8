package io.talel.markdown.html;

import java.util.Locale;

/** How the content of an HTML element is read. */
public enum MarkdownAttribute {
    /** As blocks of Markdown. */
    BLOCK,
    /** As inline Markdown. */
    SPAN,
    /** As it is. */
    OFF;

    /** The attribute that holds the mark of an element until its content is parsed. */
    public static final String ATTRIBUTE = "markdown";

    /** Marks an element; an element that never finds its place in the document shows the mark, as it always did. */
    String mark() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MarkdownAttribute ofMark(String mark) {
        return valueOf(mark.toUpperCase(Locale.ROOT));
    }
}
