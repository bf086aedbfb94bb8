package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;

/** How the Markdown of an article is read. */
public record Dialect(@JsonValue String value) {

    /** What articles are written in when nothing is said. */
    public static final Dialect PYTHON_MARKDOWN = new Dialect("python-markdown");

    /** CommonMark with tables, strikethrough, task lists, autolinks and footnotes. */
    public static final Dialect COMMON_MARK = new Dialect("commonmark");

    @JsonCreator
    public Dialect {
        if (!value.equals("python-markdown") && !value.equals("commonmark")) {
            throw new InvalidValue("dialect", "must be python-markdown or commonmark");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
