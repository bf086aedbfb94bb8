package io.talel.markdown;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.text.HtmlText;

/**
 * Renders articles in one of two dialects, and sanitises the result.
 * The result depends on the source alone. May be used by several threads at once.
 */
public final class MarkdownRenderer {

    /**
     * Version of the results. Raise it with every change of the results: rendered articles are stored, so a new version needs a
     * new generation of the read model.
     */
    public static final int VERSION = 1;

    private static final RenderedDocument NOTHING = new RenderedDocument("", "");

    private static final String NO_CONTENTS = "<div class=\"toc\">\n<ul></ul>\n</div>\n";

    /** As {@link #render(String, MarkdownDialect)} of {@link MarkdownDialect#PYTHON_MARKDOWN}. */
    public RenderedDocument render(String source) {
        return render(source, MarkdownDialect.PYTHON_MARKDOWN);
    }

    /** Returns the HTML of a source; one that would cost too much is shown as it was written. */
    public RenderedDocument render(String source, MarkdownDialect dialect) {
        if (Chars.isBlank(source)) {
            return NOTHING;
        }
        try {
            return switch (dialect) {
                case PYTHON_MARKDOWN -> new PythonMarkdownConversion().convert(source);
                case COMMON_MARK -> new CommonMarkConversion().convert(source);
            };
        } catch (Budget.Exceeded _) {
            return new RenderedDocument("<pre>" + HtmlText.escapeCode(source) + "</pre>", NO_CONTENTS);
        }
    }
}
