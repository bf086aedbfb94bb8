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
        if (value.codePointCount(0, value.length()) > maxLength) {
            throw new InvalidValue(field, "must be at most " + maxLength + " characters long");
        }
        if (value.codePoints().anyMatch(c -> c == 0)) {
            throw new InvalidValue(field, "must not contain a NUL character");
        }
        if (value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
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
}
