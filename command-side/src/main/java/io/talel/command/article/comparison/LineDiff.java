package io.talel.command.article.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a text differs from another, by lines. Lines that both have once hold the two together (patience diff), so the time
 * grows with the length of the texts and not with their differences. What is short enough between such lines is compared line by
 * line, since the lines of lists and tables repeat. Words within lines are compared in the same way.
 */
final class LineDiff {

    /** Deepest recursion; what lies deeper counts as changed. */
    private static final int MAX_DEPTH = 64;

    private static final int ABSENT = -1;
    private static final int REPEATED = -2;

    /** Lines of the base, from and up to, in whose place the other text has these. */
    record Hunk(int from, int to, List<String> lines) {}

    /** Equal lines have equal numbers. */
    private final int[] base;

    private final int[] other;
    private final List<String> otherLines;
    private final DiffBudget budget;

    /** By the number of a line: where it is. */
    private final int[] places;

    /** As above, in the other text. */
    private final int[] otherPlaces;

    private final List<Hunk> hunks = new ArrayList<>();

    private LineDiff(String[] base, String[] other, DiffBudget budget) {
        Map<String, Integer> numbers = new HashMap<>();
        this.base = numbers(base, numbers);
        this.other = numbers(other, numbers);
        this.otherLines = Arrays.asList(other);
        this.budget = budget;
        this.places = new int[numbers.size()];
        this.otherPlaces = new int[numbers.size()];
        Arrays.fill(places, ABSENT);
        Arrays.fill(otherPlaces, ABSENT);
    }

    private static int[] numbers(String[] lines, Map<String, Integer> numbers) {
        return Arrays.stream(lines)
                .mapToInt(line -> numbers.computeIfAbsent(line, _ -> numbers.size()))
                .toArray();
    }

    /** In the order of the base; two hunks have lines between them that both texts have. */
    static List<Hunk> of(String[] base, String[] other) {
        return of(base, other, DiffBudget.of((long) base.length + other.length));
    }

    /** As {@link #of(String[], String[])}, for one of several texts that share a budget. */
    static List<Hunk> of(String[] base, String[] other, DiffBudget budget) {
        LineDiff diff = new LineDiff(base, other, budget);
        diff.compare(0, base.length, 0, other.length, 0);
        return diff.hunks;
    }

    private void compare(int from, int to, int otherFrom, int otherTo, int depth) {
        while (from < to && otherFrom < otherTo && base[from] == other[otherFrom]) {
            from++;
            otherFrom++;
        }
        while (from < to && otherFrom < otherTo && base[to - 1] == other[otherTo - 1]) {
            to--;
            otherTo--;
        }
        if (from == to || otherFrom == otherTo || !budget.takeLooks((long) (to - from) + (otherTo - otherFrom))) {
            add(from, to, otherFrom, otherTo);
            return;
        }
        List<int[]> anchors = depth < MAX_DEPTH ? anchors(from, to, otherFrom, otherTo) : List.of();
        if (anchors.isEmpty()) {
            compareAll(from, to, otherFrom, otherTo);
            return;
        }
        for (int[] anchor : anchors) {
            compare(from, anchor[0], otherFrom, anchor[1], depth + 1);
            from = anchor[0] + 1;
            otherFrom = anchor[1] + 1;
        }
        compare(from, to, otherFrom, otherTo, depth + 1);
    }

    private void compareAll(int from, int to, int otherFrom, int otherTo) {
        if (!budget.takePairs((long) (to - from) * (otherTo - otherFrom))) {
            add(from, to, otherFrom, otherTo);
            return;
        }
        int[][] alike = alike(from, to, otherFrom, otherTo);
        int i = from;
        int j = otherFrom;
        int begun = i;
        int otherBegun = j;
        while (i < to && j < otherTo) {
            if (base[i] == other[j]) {
                add(begun, i++, otherBegun, j++);
                begun = i;
                otherBegun = j;
            } else if (alike[i + 1 - from][j - otherFrom] >= alike[i - from][j + 1 - otherFrom]) {
                i++;
            } else {
                j++;
            }
        }
        add(begun, to, otherBegun, otherTo);
    }

    /** How many lines are alike, in the same order, from each pair of lines on. */
    private int[][] alike(int from, int to, int otherFrom, int otherTo) {
        int[][] alike = new int[to - from + 1][otherTo - otherFrom + 1];
        for (int i = to - 1; i >= from; i--) {
            for (int j = otherTo - 1; j >= otherFrom; j--) {
                int[] here = alike[i - from];
                int[] next = alike[i + 1 - from];
                here[j - otherFrom] = base[i] == other[j]
                        ? next[j + 1 - otherFrom] + 1
                        : Math.max(next[j - otherFrom], here[j + 1 - otherFrom]);
            }
        }
        return alike;
    }

    private void add(int from, int to, int otherFrom, int otherTo) {
        if (from < to || otherFrom < otherTo) {
            hunks.add(new Hunk(from, to, otherLines.subList(otherFrom, otherTo)));
        }
    }

    /** Places of the lines that both have once, as many as are in the same order. */
    private List<int[]> anchors(int from, int to, int otherFrom, int otherTo) {
        find(base, from, to, places);
        find(other, otherFrom, otherTo, otherPlaces);
        List<int[]> common = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int there = otherPlaces[base[i]];
            if (places[base[i]] == i && there >= 0) {
                common.add(new int[] {i, there});
            }
        }
        forget(base, from, to, places);
        forget(other, otherFrom, otherTo, otherPlaces);
        return longestIncreasing(common);
    }

    private static void find(int[] lines, int from, int to, int[] places) {
        for (int i = from; i < to; i++) {
            places[lines[i]] = places[lines[i]] == ABSENT ? i : REPEATED;
        }
    }

    private static void forget(int[] lines, int from, int to, int[] places) {
        for (int i = from; i < to; i++) {
            places[lines[i]] = ABSENT;
        }
    }

    private static List<int[]> longestIncreasing(List<int[]> pairs) {
        int[] ends = new int[pairs.size()];
        int[] before = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int place = insertion(pairs, ends, length, pairs.get(i)[1]);
            before[i] = place == 0 ? -1 : ends[place - 1];
            ends[place] = i;
            length = Math.max(length, place + 1);
        }
        List<int[]> longest = new ArrayList<>();
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = before[i]) {
            longest.add(pairs.get(i));
        }
        Collections.reverse(longest);
        return longest;
    }

    private static int insertion(List<int[]> pairs, int[] ends, int length, int there) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs.get(ends[middle])[1] < there) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
