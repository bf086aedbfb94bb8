package io.talel.query.rebuild.comparison;

import io.talel.query.rebuild.RebuildStopped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Result of a comparison, with the rows that it could not judge. */
public final class Differences {

    private static final int EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();

    /** Rows that differ and have recent events; they may become equal once both generations have these events. */
    private final Set<Long> unsettled = new HashSet<>();

    /** Unsettled rows that existed when the comparison began. */
    private final Set<Long> unsettledFromTheBeginning = new HashSet<>();

    private long existing;
    private long leftOut;
    private long differing;
    private long missingOrAdditional;

    /** @param rows number of rows in either generation when the comparison began */
    synchronized void existing(long rows) {
        existing = rows;
    }

    /** @param rows number of rows of streams with dead letters */
    synchronized void leftOut(long rows) {
        leftOut = rows;
    }

    /** Adds a row that may differ only because one generation lacks a recent event. */
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

    /** Counts the rows that existed when the comparison began and were compared. */
    public synchronized long compared() {
        return existing
                - leftOut
                - unsettledFromTheBeginning.stream().filter(unsettled::contains).count();
    }

    public synchronized long existing() {
        return existing;
    }

    public synchronized long leftOut() {
        return leftOut;
    }

    public synchronized long unsettled() {
        return unsettled.size();
    }

    public synchronized long differing() {
        return differing;
    }

    public synchronized List<String> examples() {
        return List.copyOf(examples);
    }

    /** Other code may make different contents of the same events, but not different rows. */
    public synchronized void requireNoneWorse(boolean sameCode) {
        long wrong = sameCode ? differing : missingOrAdditional;
        if (wrong > 0) {
            throw new RebuildStopped("%s from the live generation, for example: %s"
                    .formatted(wrong == 1 ? "1 row differs" : wrong + " rows differ", String.join("; ", examples)));
        }
    }
}
