package io.talel.gateway.feed;

/** Characters that XML 1.0 can hold; no document may have the others, not even as references. */
final class XmlText {

    private static final String REPLACEMENT = "\uFFFD";

    private XmlText() {}

    /** The text with U+FFFD in place of what XML cannot hold. */
    static String of(String text) {
        if (text.codePoints().allMatch(XmlText::isAllowed)) {
            return text;
        }
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isAllowed(c)) {
                allowed.appendCodePoint(c);
            } else {
                allowed.append(REPLACEMENT);
            }
        });
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
