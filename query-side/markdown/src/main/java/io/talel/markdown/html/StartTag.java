package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.CharacterReferences;
import io.talel.markdown.text.Chars;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start tag as the replaced renderer read it, which is more tolerant than HTML: a value may be followed by commas, and
 * a backtick ends the tag, so that a tag in a code span is none.
 *
 * @param name in lower case
 * @param attributes by name in lower case; one without a value has its name as value
 * @param selfClosing whether it ends with {@code />}
 */
record StartTag(String name, Map<String, String> attributes, String source, boolean selfClosing) {

    boolean isRawText() {
        return name.equals("script") || name.equals("style");
    }

    /**
     * What starts at a {@code <} followed by a letter: a tag, text that only looks like one, or neither.
     *
     * @param tag null for text
     * @param end the position after it, -1 if no tag ends in the rest of the source
     */
    record Reading(@Nullable StartTag tag, int end) {

        static final Reading INCOMPLETE = new Reading(null, -1);
    }

    /** @param start position of the {@code <} */
    static Reading read(String text, int start, Budget budget) {
        Reader reader = new Reader(text, start);
        Reading reading = reader.read();
        budget.charge(reader.at - start);
        return reading;
    }

    private static final class Reader {

        private final String text;
        private final int start;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private int at;
        private boolean bareValue;

        Reader(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start + 1;
        }

        Reading read() {
            while (at < text.length() && "`\t\n\r\f />\0".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            int nameEnd = at;
            skipSpaceAndSlashes(true);
            while (attribute()) {
                skipSpaceAndSlashes(false);
            }
            at = Chars.skipSpace(text, at);
            if (at == text.length()) {
                return Reading.INCOMPLETE;
            }
            char c = text.charAt(at);
            int end = c == '/' ? at + 2 : at + 1;
            if (c == '>' || (c == '/' && Chars.charAt(text, at + 1, '>'))) {
                boolean selfClosing = Chars.charAt(text, end - 2, '/') && !bareValue;
                String name = text.substring(start + 1, nameEnd).toLowerCase(Locale.ROOT);
                return new Reading(new StartTag(name, attributes, text.substring(start, end), selfClosing), end);
            }
            return Chars.isAsciiLetter(c) || c == '=' || c == '/' ? Reading.INCOMPLETE : new Reading(null, at);
        }

        /** Slashes right before the end of the tag are left, except where no attribute came before. */
        private void skipSpaceAndSlashes(boolean beforeAttributes) {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (!Chars.isSpace(c) && (c != '/' || (!beforeAttributes && Chars.charAt(text, at + 1, '>')))) {
                    return;
                }
                bareValue = false;
                at++;
            }
        }

        private boolean attribute() {
            char before = text.charAt(at - 1);
            if (at == text.length() || !(Chars.isSpace(before) || "'\"/".indexOf(before) >= 0)) {
                return false;
            }
            int nameStart = at;
            if (text.charAt(at) == '`' || text.charAt(at) == '>' || text.charAt(at) == '/') {
                return false;
            }
            at++;
            while (at < text.length() && !Chars.isSpace(text.charAt(at)) && "/=>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(nameStart, at).toLowerCase(Locale.ROOT);
            bareValue = false;
            attributes.put(name, value(name));
            return true;
        }

        private String value(String name) {
            int equals = Chars.skipSpace(text, at);
            if (!Chars.charAt(text, equals, '=')) {
                return name;
            }
            int afterEquals = Chars.skip(text, equals, '=');
            int valueStart = Chars.skipSpace(text, afterEquals);
            if (Chars.charAt(text, valueStart, '"') || Chars.charAt(text, valueStart, '\'')) {
                int close = text.indexOf(text.charAt(valueStart), valueStart + 1);
                if (close >= 0) {
                    at = close + 1;
                    skipCommas();
                    return CharacterReferences.decodeText(text.substring(valueStart + 1, close));
                }
                if (valueStart > afterEquals) {
                    at = afterEquals;
                    return "";
                }
                if (afterEquals == equals + 1) {
                    return name;
                }
                valueStart = afterEquals - 1;
            }
            at = valueStart;
            while (at < text.length() && !Chars.isSpace(text.charAt(at)) && "`>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            bareValue = at > valueStart;
            String value = CharacterReferences.decodeText(text.substring(valueStart, at));
            skipCommas();
            return value;
        }

        private void skipCommas() {
            for (int next = Chars.skipSpace(text, at); Chars.charAt(text, next, ','); ) {
                at = next + 1;
                next = Chars.skipSpace(text, at);
            }
        }
    }
}
