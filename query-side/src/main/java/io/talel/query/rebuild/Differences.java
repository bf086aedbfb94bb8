package io.talel.query.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a comparison has found, and what it has not looked at. */
final class Differences {

    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();

    /** Rows that were not alike and that events of the last moments belong to: whether they differ is not known yet. */
    private final Set<Long> unsettled = new HashSet<>();

    /** Those among them that were there when the comparison began. */
    private final Set<Long> unsettledFromTheBeginning = new HashSet<>();

    private long existing;
    private long leftOut;
    private long differing;
    private long missingOrAdditional;

    /** @param rows that there were in either generation when the comparison began */
    synchronized void existing(long rows) {
        existing = rows;
    }

    /** @param rows of streams with dead letters */
    synchronized void leftOut(long rows) {
        leftOut = rows;
    }

    /** A row that may differ only because an event of the last moments is in one generation so far. */
    synchronized void unsettledFromTheBeginning(long row) {
        unsettled.add(row);
        unsettledFromTheBeginning.add(row);
    }

    synchronized void unsettled(Collection<Long> rows) {
        unsettled.addAll(rows);
    }

    synchronized void settled(Collection<Long> rows) {
        unsettled.removeAll(rows);
    }

    synchronized void add(Difference difference) {
        differing++;
        if (difference.kind() != Difference.Kind.CONTENTS) {
            missingOrAdditional++;
        }
        if (examples.size() < EXAMPLES) {
            examples.add(difference.toString());
        }
    }

    /** Rows that were compared, of those that there were when the comparison began. */
    synchronized long compared() {
        return existing
                - leftOut
                - unsettledFromTheBeginning.stream().filter(unsettled::contains).count();
    }

    synchronized long existing() {
        return existing;
    }

    synchronized long leftOut() {
        return leftOut;
    }

    synchronized long unsettled() {
        return unsettled.size();
    }

    synchronized long differing() {
        return differing;
    }

    synchronized List<String> examples() {
        return List.copyOf(examples);
    }

    /** Other code may make other contents of the same events, but no other rows. */
    synchronized void requireNoneWorse(boolean sameCode) {
        long wrong = sameCode ? differing : missingOrAdditional;
        if (wrong > 0) {
            throw new RebuildStopped("%s from the live generation, for example: %s"
                    .formatted(wrong == 1 ? "1 row differs" : wrong + " rows differ", String.join("; ", examples)));
        }
    }
}
