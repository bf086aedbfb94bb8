package io.talel.query.markdown;

/** How the content of an HTML element is read. */
enum HtmlContent {
    /** As blocks of Markdown. */
    BLOCKS,
    /** As inline Markdown. */
    SPANS,
    /** As it is. */
    OFF
}
