package io.talel.kernel.user;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What the usernames of erased persons read as. */
public final class ErasedName {

    public static final String TEXT = "deleted user";

    /** Characters of format, and marks that have joined no letter, such as selectors of variants. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}]");

    /** With the fillers of Hangul and the empty pattern of Braille, which are no blanks by their class. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\x{115F}\\x{1160}\\x{2800}]+");

    private ErasedName() {}

    /**
     * Nobody is to be taken for a person who was erased: not by capitals, letters of another width, blanks of another kind or
     * number, or what does not show. Letters of other scripts that look alike are not recognised.
     */
    public static boolean isReadIn(Username name) {
        String shown = UNSEEN.matcher(Normalizer.normalize(name.value(), Normalizer.Form.NFKC))
                .replaceAll("");
        return BLANKS.matcher(shown).replaceAll(" ").strip().equalsIgnoreCase(TEXT);
    }
}
