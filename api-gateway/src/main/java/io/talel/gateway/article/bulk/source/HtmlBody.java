package io.talel.gateway.article.bulk.source;

import java.util.regex.Pattern;

/**
 * HTML as a body in CommonMark: one block that Markdown leaves alone, since it has no blank line. The renderer sanitises it like
 * all HTML of authors.
 */
final class HtmlBody {

    private static final Pattern BLANK_LINE = Pattern.compile("(?<=\\n)([ \\t]*)\\n");

    private HtmlBody() {}

    static String of(String html) {
        String lines = html.replace("\r\n", "\n").replace('\r', '\n').strip();
        return lines.isEmpty() ? "" : "<div>\n" + BLANK_LINE.matcher(lines).replaceAll("$1&#10;") + "\n</div>\n";
    }
}
