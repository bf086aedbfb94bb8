package io.talel.query.markdown;

import java.util.Set;

/** Turns elements into HTML. Character references that stand in a text are kept. */
final class Markup {

    private static final Set<String> EMPTY = NameSet.of("""
            area base basefont br col embed frame hr img input isindex link meta param source track wbr
            """);

    private final Budget budget;
    private final StringBuilder html = new StringBuilder();

    private Markup(Budget budget) {
        this.budget = budget;
    }

    /** Returns the element with everything in it and its tail. */
    static String of(Element element, Budget budget) {
        Markup markup = new Markup(budget);
        markup.append(element);
        return markup.html.toString();
    }

    /** Returns what the element holds, without its own tags and tail. */
    static String inside(Element element, Budget budget) {
        Markup markup = new Markup(budget);
        markup.appendContent(element);
        return markup.html.toString();
    }

    private void append(Element element) {
        int start = html.length();
        html.append('<').append(element.tag());
        element.attributes().forEach((name, value) -> appendAttribute(html, name, value));
        if (EMPTY.contains(element.tag())) {
            html.append(" />");
        } else {
            html.append('>');
            appendContent(element);
            html.append("</").append(element.tag()).append('>');
        }
        appendEscaped(html, element.tail(), false);
        budget.charge(html.length() - start);
    }

    private void appendContent(Element element) {
        if (element.is("script") || element.is("style")) {
            html.append(element.text());
        } else {
            appendEscaped(html, element.text(), false);
        }
        for (Element child : element.children()) {
            append(child);
        }
    }

    static void appendAttribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"");
        appendEscaped(html, value, true);
        html.append('"');
    }

    static String escapeText(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        appendEscaped(html, text, false);
        return html.toString();
    }

    /** Escapes code, in which a character reference is only a row of characters. */
    static String escapeCode(String code) {
        return code.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Escapes a text for a place where nothing else is escaped later but quotes do not matter. */
    static String escapeSpan(String code) {
        return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void appendEscaped(StringBuilder html, String text, boolean quotes) {
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            String escape =
                    switch (text.charAt(i)) {
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> quotes ? "&quot;" : "";
                        case '&' -> isReference(text, i) ? "" : "&amp;";
                        default -> "";
                    };
            if (!escape.isEmpty()) {
                html.append(text, copied, i).append(escape);
                copied = i + 1;
            }
        }
        html.append(text, copied, text.length());
    }

    /** Tells whether a numeric or named character reference, with its semicolon, starts at this position. */
    static boolean isReference(String text, int ampersand) {
        int start = ampersand + 1;
        int end = start;
        if (Chars.charAt(text, start, '#')) {
            start++;
            boolean hex = Chars.charAt(text, start, 'x') || Chars.charAt(text, start, 'X');
            start += hex ? 1 : 0;
            end = start;
            while (end < text.length()
                    && (hex ? Chars.isHexDigit(text.charAt(end)) : Chars.isAsciiDigit(text.charAt(end)))) {
                end++;
            }
        } else {
            while (end < text.length() && Chars.isAsciiAlphanumeric(text.charAt(end))) {
                end++;
            }
        }
        return end > start && Chars.charAt(text, end, ';');
    }
}
