package io.talel.markdown.text;

import org.owasp.html.Encoding;

/** Character references of HTML: {@code &amp;}, {@code &#38;}. */
public final class CharacterReferences {

    private CharacterReferences() {}

    public static String decodeText(String html) {
        return Encoding.decodeHtml(html, false);
    }

    /** Decodes the value of an attribute, in which fewer references may lack their semicolon. */
    public static String decodeAttribute(String value) {
        return value.indexOf('&') < 0 ? value : Encoding.decodeHtml(value, true);
    }

    /** Tells whether a numeric or named character reference, with its semicolon, starts at this position. */
    public static boolean startsAt(String text, int ampersand) {
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
