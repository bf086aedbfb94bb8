package io.talel.kernel;

/**
 * What a text field may hold: at most {@code maxLength} Unicode code points, none of them NUL (PostgreSQL stores no
 * NUL) and no half of a surrogate pair (it has no UTF-8 form).
 */
public record TextRule(String field, int maxLength) {

    /**
     * @return the value, unchanged
     * @throws InvalidValue if the value breaks the rule
     */
    public String check(String value) {
        if (value.length() > maxLength && value.codePointCount(0, value.length()) > maxLength) {
            throw new InvalidValue(field, "must be at most " + maxLength + " characters long");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidValue(field, "must not contain a NUL character");
        }
        if (hasHalfOfAPair(value)) {
            throw new InvalidValue(field, "must be valid Unicode text");
        }
        return value;
    }

    /**
     * @return the value, unchanged
     * @throws InvalidValue if the value breaks the rule or holds nothing but blanks
     */
    public String checkNotBlank(String value) {
        if (value.isBlank()) {
            throw new InvalidValue(field, "must not be empty");
        }
        return check(value);
    }

    /** A plain loop, since every text that is stored or read passes through here: streams took an eighth of a read. */
    private static boolean hasHalfOfAPair(String value) {
        int i = 0;
        while (i < value.length()) {
            int c = value.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }
}
