package io.talel.query.rebuild.comparison;

import java.util.List;

/** A row that differs between two generations. */
record Difference(String stream, Kind kind, long live, long filled, List<String> columns) {

    /** What is different. */
    enum Kind {
        /** Only the live generation has the row, or has a later version. */
        MISSING,
        /** Only the filled generation has the row, or has a later version. */
        ADDITIONAL,
        /** Both have the same version with different contents. */
        CONTENTS
    }

    @Override
    public String toString() {
        return switch (kind) {
            case MISSING -> filled < 0 ? stream + " is missing" : versions();
            case ADDITIONAL -> live < 0 ? stream + " is in the new generation only" : versions();
            case CONTENTS -> "%s, version %d, differs in %s".formatted(stream, live, String.join(", ", columns));
        };
    }

    private String versions() {
        return "%s is at version %d, and at %d in the new generation".formatted(stream, live, filled);
    }
}
