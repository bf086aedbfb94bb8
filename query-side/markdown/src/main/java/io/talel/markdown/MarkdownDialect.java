package io.talel.markdown;

/** How a source is read. */
public enum MarkdownDialect {
    /** python-markdown 3.7 with attr_list, tables, toc, fenced_code and md_in_html. */
    PYTHON_MARKDOWN,

    /** CommonMark 0.31.2 with tables, strikethrough, task lists, autolinks and footnotes. */
    COMMON_MARK
}
