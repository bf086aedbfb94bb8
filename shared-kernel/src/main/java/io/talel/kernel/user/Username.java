package io.talel.kernel.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** The name a person chose; it is one segment of the path of their articles and images, and never changes. */
public record Username(@JsonValue String value) {

    /** Longest username accepted, in characters: the limit of v1. */
    public static final int MAX_LENGTH = 20;

    /** What the names of erased persons read as. */
    public static final String ERASED = "deleted user";

    /** Characters of format, and marks that have joined no letter, such as selectors of variants. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}]");

    /** With the fillers of Hangul and the empty pattern of Braille, which are no blanks by their class. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\x{115F}\\x{1160}\\x{2800}]+");

    private static final TextRule RULE = new TextRule("username", MAX_LENGTH);
    private static final String NOT_IN_A_PATH_SEGMENT = "/\\?#%;";

    @JsonCreator
    public Username {
        RULE.checkNotBlank(value);
        if (!value.equals(value.strip())) {
            throw new InvalidValue("username", "must not begin or end with a blank");
        }
        boolean unfit =
                value.codePoints().anyMatch(c -> Character.isISOControl(c) || NOT_IN_A_PATH_SEGMENT.indexOf(c) >= 0);
        if (unfit || value.equals(".") || value.equals("..")) {
            throw new InvalidValue(
                    "username", "must not contain control characters or any of " + NOT_IN_A_PATH_SEGMENT);
        }
    }

    /**
     * Nobody is to be taken for a person who was erased: not by capitals, letters of another width, blanks of another kind or
     * number, or what does not show. Letters of other scripts that look alike are not recognised.
     */
    public boolean readsAsErased() {
        String shown = UNSEEN.matcher(Normalizer.normalize(value, Normalizer.Form.NFKC))
                .replaceAll("");
        return BLANKS.matcher(shown).replaceAll(" ").strip().equalsIgnoreCase(ERASED);
    }

    @Override
    public String toString() {
        return value;
    }
}
