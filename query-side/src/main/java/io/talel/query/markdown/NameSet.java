package io.talel.query.markdown;

import java.util.Set;

/** Sets of names that are written as one text. */
final class NameSet {

    private NameSet() {}

    /** @param names with blanks or line breaks between them */
    static Set<String> of(String names) {
        return Set.of(names.strip().split("\\s+"));
    }
}
