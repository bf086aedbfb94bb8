package io.talel.command.article;

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

    /** Most pairs of lines that are compared with each other between two lines that hold the texts together. */
    private static final long MAX_PAIRS = 250_000;

    /** Most of them in the whole text: some 20 ms. */
    private static final long MAX_PAIRS_TOGETHER = 4_000_000;

    /** Lines of the base, from and up to, in whose place the other text has these. */
    record Hunk(int from, int to, List<String> lines) {}

    /** How many pairs of lines have been compared with each other, in one text or in several. */
    static final class Pairs {

        private long compared;

        private boolean take(long more) {
            if (more > MAX_PAIRS || compared + more > MAX_PAIRS_TOGETHER) {
                return false;
            }
            compared += more;
            return true;
        }
    }

    private final String[] base;
    private final String[] other;
    private final Pairs pairs;
    private final List<Hunk> hunks = new ArrayList<>();

    private LineDiff(String[] base, String[] other, Pairs pairs) {
        this.base = base;
        this.other = other;
        this.pairs = pairs;
    }

    /** In the order of the base; two hunks have lines between them that both texts have. */
    static List<Hunk> of(String[] base, String[] other) {
        return of(base, other, new Pairs());
    }

    /** As {@link #of(String[], String[])}, for several texts that may take as long as one. */
    static List<Hunk> of(String[] base, String[] other, Pairs pairs) {
        LineDiff diff = new LineDiff(base, other, pairs);
        diff.compare(0, base.length, 0, other.length, 0);
        return diff.hunks;
    }

    private void compare(int from, int to, int otherFrom, int otherTo, int depth) {
        while (from < to && otherFrom < otherTo && base[from].equals(other[otherFrom])) {
            from++;
            otherFrom++;
        }
        while (from < to && otherFrom < otherTo && base[to - 1].equals(other[otherTo - 1])) {
            to--;
            otherTo--;
        }
        if (from == to && otherFrom == otherTo) {
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
        if (!pairs.take((long) (to - from) * (otherTo - otherFrom))) {
            add(from, to, otherFrom, otherTo);
            return;
        }
        int[][] alike = alike(from, to, otherFrom, otherTo);
        int i = from;
        int j = otherFrom;
        int begun = i;
        int otherBegun = j;
        while (i < to && j < otherTo) {
            if (base[i].equals(other[j])) {
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
                here[j - otherFrom] = base[i].equals(other[j])
                        ? next[j + 1 - otherFrom] + 1
                        : Math.max(next[j - otherFrom], here[j + 1 - otherFrom]);
            }
        }
        return alike;
    }

    private void add(int from, int to, int otherFrom, int otherTo) {
        if (from < to || otherFrom < otherTo) {
            hunks.add(new Hunk(from, to, Arrays.asList(other).subList(otherFrom, otherTo)));
        }
    }

    /** Places of the lines that both have once, as many as are in the same order. */
    private List<int[]> anchors(int from, int to, int otherFrom, int otherTo) {
        Map<String, Integer> places = onlyPlaces(base, from, to);
        Map<String, Integer> otherPlaces = onlyPlaces(other, otherFrom, otherTo);
        List<int[]> common = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int there = otherPlaces.getOrDefault(base[i], -1);
            if (there >= 0 && places.getOrDefault(base[i], -1) == i) {
                common.add(new int[] {i, there});
            }
        }
        return longestIncreasing(common);
    }

    /** Where a line is; -1 if it is there more than once. */
    private static Map<String, Integer> onlyPlaces(String[] lines, int from, int to) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = from; i < to; i++) {
            places.merge(lines[i], i, (_, _) -> -1);
        }
        return places;
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
