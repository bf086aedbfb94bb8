package io.talel.query.markdown;

import java.util.Locale;

/** How the content of an HTML element is read. */
enum HtmlContent {
    /** As blocks of Markdown. */
    BLOCK,
    /** As inline Markdown. */
    SPAN,
    /** As it is. */
    OFF;

    /** Marks an element; an element that never finds its place in the document shows the mark, as it always did. */
    String mark() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HtmlContent ofMark(String mark) {
        return valueOf(mark.toUpperCase(Locale.ROOT));
    }
}
