package io.talel.markdown.attribute;

import io.talel.markdown.text.Chars;
import java.util.ArrayList;
import java.util.List;

/**
 * The inside of <code>{: #id .class key=value word }</code>.
 *
 * @param attributes in the order of the source
 * @param remainder what follows, from the first closing brace on that is not part of an attribute; empty if there is
 *     none
 */
public record AttributeList(List<Attribute> attributes, String remainder) {

    /** One attribute; a class has the name {@link #CLASS}. */
    public record Attribute(String name, String value) {

        public boolean isClass() {
            return name.equals(CLASS);
        }

        /** Replaces characters that XML does not allow in a name by underscores. */
        String xmlName() {
            StringBuilder result = new StringBuilder(name.length());
            boolean allowedBefore = true;
            for (int i = 0; i < name.length(); i++) {
                boolean allowed = isNameChar(name.charAt(i));
                if (allowed || allowedBefore) {
                    result.append(allowed ? name.charAt(i) : '_');
                }
                allowedBefore = allowed;
            }
            return result.toString();
        }

        private static boolean isNameChar(char c) {
            if (c < 0xb7) {
                return Chars.isAsciiAlphanumeric(c) || "_:-.".indexOf(c) >= 0;
            }
            return c == 0xb7
                    || (c >= 0xc0 && c <= 0x37d && c != 0xd7 && c != 0xf7)
                    || (c >= 0x37f && c <= 0x1fff)
                    || (c >= 0x200c && c <= 0x200d)
                    || (c >= 0x203f && c <= 0x2040)
                    || (c >= 0x2070 && c <= 0x218f)
                    || (c >= 0x2c00 && c <= 0x2fef)
                    || (c >= 0x3001 && c <= 0xd7ff)
                    || (c >= 0xf900 && c <= 0xfdcf)
                    || (c >= 0xfdf0 && c <= 0xfffd);
        }
    }

    static final String CLASS = ".";

    public static AttributeList parse(String source) {
        List<Attribute> attributes = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            int end = source.charAt(at) == ' ' ? at + 1 : attribute(source, at, attributes);
            if (end == at) {
                break;
            }
            at = end;
        }
        int brace = source.indexOf('}', at);
        return new AttributeList(attributes, brace < 0 ? "" : source.substring(brace));
    }

    private static int attribute(String source, int start, List<Attribute> attributes) {
        int nameEnd = wordEnd(source, start);
        if (nameEnd == start) {
            return start;
        }
        String name = source.substring(start, nameEnd);
        if (!Chars.charAt(source, nameEnd, '=')) {
            attributes.add(word(name));
            return nameEnd;
        }
        int valueStart = nameEnd + 1;
        if (Chars.charAt(source, valueStart, '"') || Chars.charAt(source, valueStart, '\'')) {
            char quote = source.charAt(valueStart);
            int close = source.indexOf(quote, valueStart + 1);
            if (close >= 0 && source.indexOf('\n', valueStart, close) < 0) {
                attributes.add(new Attribute(name, Chars.strip(source.substring(valueStart, close + 1), quote)));
                return close + 1;
            }
        }
        int valueEnd = wordEnd(source, valueStart);
        if (valueEnd == valueStart) {
            attributes.add(word(name));
            return nameEnd;
        }
        attributes.add(new Attribute(name, source.substring(valueStart, valueEnd)));
        return valueEnd;
    }

    private static Attribute word(String word) {
        return switch (word.charAt(0)) {
            case '.' -> new Attribute(CLASS, word.substring(1));
            case '#' -> new Attribute("id", word.substring(1));
            default -> new Attribute(word, word);
        };
    }

    private static int wordEnd(String source, int start) {
        int end = start;
        while (end < source.length() && " =}".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
