package io.talel.markdown.text;

import java.util.Set;

/** Sets of names that are written as one text. */
public final class NameSet {

    private NameSet() {}

    /** @param names with blanks or line breaks between them */
    public static Set<String> of(String names) {
        return Set.of(names.strip().split("\\s+"));
    }
}
