package io.talel.markdown.text;

/** Text as HTML writes it. Character references that stand in a text are kept, but for those in code. */
public final class HtmlText {

    private HtmlText() {}

    public static void appendAttribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"");
        appendEscaped(html, value, true);
        html.append('"');
    }

    public static void appendText(StringBuilder html, String text) {
        appendEscaped(html, text, false);
    }

    public static String escapeText(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        appendText(html, text);
        return html.toString();
    }

    /** Escapes code, in which a character reference is only a row of characters. */
    public static String escapeCode(String code) {
        return code.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Escapes a text for a place where nothing else is escaped later but quotes do not matter. */
    public static String escapeSpan(String code) {
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
                        case '&' -> CharacterReferences.startsAt(text, i) ? "" : "&amp;";
                        default -> "";
                    };
            if (!escape.isEmpty()) {
                html.append(text, copied, i).append(escape);
                copied = i + 1;
            }
        }
        html.append(text, copied, text.length());
    }
}
