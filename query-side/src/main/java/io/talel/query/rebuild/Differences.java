package io.talel.query.rebuild;

import java.util.ArrayList;
import java.util.List;

/** What a comparison has found. */
final class Differences {

    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private long rows;
    private long differing;
    private long missingOrAdditional;
    private long leftOut;

    void compared(long count) {
        rows += count;
    }

    void leftOut(long count) {
        leftOut += count;
    }

    void add(Difference difference) {
        differing++;
        if (difference.kind() != Difference.Kind.CONTENTS) {
            missingOrAdditional++;
        }
        if (examples.size() < EXAMPLES) {
            examples.add(difference.toString());
        }
    }

    long rows() {
        return rows;
    }

    long differing() {
        return differing;
    }

    /** With a word on the rows that could not be compared. */
    List<String> examples() {
        List<String> all = new ArrayList<>(examples);
        if (leftOut > 0) {
            all.add(
                    leftOut == 1
                            ? "1 stream with dead letters was left out"
                            : leftOut + " streams with dead letters were left out");
        }
        return all;
    }

    /** Other code may make other contents of the same events, but no other rows. */
    void requireNoneWorse(boolean sameCode) {
        long wrong = sameCode ? differing : missingOrAdditional;
        if (wrong > 0) {
            throw new RebuildStopped("%s from the live generation, for example: %s"
                    .formatted(wrong == 1 ? "1 row differs" : wrong + " rows differ", String.join("; ", examples)));
        }
    }
}
