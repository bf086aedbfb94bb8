package io.talel.gateway.article.bulk.source;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The content of a post of WordPress as HTML: without marks of blocks and shortcodes of captions. */
final class WordPressHtml {

    /** Comments that WordPress's block editor writes around each block. */
    private static final Pattern BLOCK_MARK = Pattern.compile("<!-- /?wp:[^<>]*-->");

    private static final Pattern CAPTION = Pattern.compile("\\[/?caption[^\\[\\]]*]");

    private static final Pattern BLOCK = Pattern.compile(
            "^</?(?:address|article|aside|blockquote|div|dl|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|main|nav"
                    + "|ol|p|pre|section|table|tbody|td|th|thead|tr|ul|video)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern PREFORMATTED = Pattern.compile("(?=<pre\\b)|(?<=</pre>)", Pattern.CASE_INSENSITIVE);

    private WordPressHtml() {}

    /** Posts of WordPress's older editor have blank lines between paragraphs and no marks. */
    static String body(String content) {
        String text = CAPTION.matcher(content.replace("\r\n", "\n")).replaceAll("");
        boolean hasMarks = BLOCK_MARK.matcher(text).find();
        return HtmlBody.of(hasMarks ? BLOCK_MARK.matcher(text).replaceAll("") : withParagraphs(text));
    }

    private static String withParagraphs(String text) {
        return PREFORMATTED
                .splitAsStream(text)
                .map(part -> part.regionMatches(true, 0, "<pre", 0, 4) ? part : paragraphs(part))
                .collect(Collectors.joining("\n"));
    }

    private static String paragraphs(String text) {
        return Arrays.stream(text.split("\\n[ \\t]*\\n"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> BLOCK.matcher(part).matches() ? part : "<p>" + part.replace("\n", "<br>\n") + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
