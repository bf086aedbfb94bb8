package io.talel.markdown.safe;

import io.talel.markdown.text.Chars;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A start or end tag, read as browsers do (HTML standard, 13.2.5).
 *
 * @param name in lower case
 * @param attributes by name in lower case, the first of each name; character references are not decoded
 * @param end position after the tag, or of the end of the text if the tag does not end
 */
record HtmlTag(String name, Map<String, String> attributes, int end, boolean complete) {

    /** @param start position of the first letter of the name */
    static HtmlTag read(String html, int start) {
        Reader reader = new Reader(html, start);
        String name = reader.word(start, "/>");
        Map<String, String> attributes = Map.of();
        while (reader.skipTo()) {
            if (attributes.isEmpty()) {
                attributes = new LinkedHashMap<>();
            }
            attributes.putIfAbsent(reader.attributeName(), reader.value());
        }
        boolean complete = reader.at < html.length();
        return new HtmlTag(name, attributes, complete ? reader.at + 1 : reader.at, complete);
    }

    /** Whether the tag whose name starts at this position has this name, which is in lower case. */
    static boolean hasName(String html, int start, String name) {
        int end = start + name.length();
        return end <= html.length()
                && (end == html.length() || Reader.endsName(html.charAt(end)))
                && html.substring(start, end).toLowerCase(Locale.ROOT).equals(name);
    }

    private static final class Reader {

        private final String html;
        private int at;

        Reader(String html, int start) {
            this.html = html;
            this.at = start;
        }

        /** Goes to the next attribute; returns false at the end of the tag. */
        boolean skipTo() {
            while (at < html.length() && (isBlank(html.charAt(at)) || html.charAt(at) == '/')) {
                at++;
            }
            return at < html.length() && html.charAt(at) != '>';
        }

        /** The first character belongs to the name, whatever it is. */
        String attributeName() {
            return word(at++, "/>=");
        }

        /** Reads up to the end of a word, and returns it in lower case. */
        String word(int start, String ends) {
            while (at < html.length() && !isBlank(html.charAt(at)) && ends.indexOf(html.charAt(at)) < 0) {
                at++;
            }
            return html.substring(start, at).toLowerCase(Locale.ROOT);
        }

        String value() {
            int equals = skipBlanks(at);
            if (!Chars.charAt(html, equals, '=')) {
                return "";
            }
            at = skipBlanks(equals + 1);
            if (Chars.charAt(html, at, '"') || Chars.charAt(html, at, '\'')) {
                int start = at + 1;
                int close = html.indexOf(html.charAt(at), start);
                at = close < 0 ? html.length() : close + 1;
                return html.substring(start, close < 0 ? html.length() : close);
            }
            int start = at;
            while (at < html.length() && !isBlank(html.charAt(at)) && html.charAt(at) != '>') {
                at++;
            }
            return html.substring(start, at);
        }

        private int skipBlanks(int from) {
            int i = from;
            while (i < html.length() && isBlank(html.charAt(i))) {
                i++;
            }
            return i;
        }

        static boolean endsName(char c) {
            return isBlank(c) || c == '/' || c == '>';
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
        }
    }
}
