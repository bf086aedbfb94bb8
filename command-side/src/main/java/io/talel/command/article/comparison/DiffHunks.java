package io.talel.command.article.comparison;

import io.talel.kernel.article.history.ArticleDiff.Hunk;
import io.talel.kernel.article.history.ArticleDiff.Kind;
import io.talel.kernel.article.history.ArticleDiff.Line;
import io.talel.kernel.article.history.ArticleDiff.Part;
import io.talel.kernel.article.history.ArticleDiff.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares two texts by lines, and by words the lines that are there in place of others. */
final class DiffHunks {

    /** Lines around what differs. */
    private static final int CONTEXT = 3;

    /** More lines are not compared: the objects for them take far more memory than their texts. */
    static final int MAX_LINES = 50_000;

    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

    /** A word, a gap, or any other character by itself. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    private final String[] from;
    private final String[] to;
    private final DiffBudget budget;

    private DiffHunks(String[] from, String[] to, DiffBudget budget) {
        this.from = from;
        this.to = to;
        this.budget = budget;
    }

    static boolean isTooLong(String text) {
        return lines(text) > MAX_LINES;
    }

    /** How many lines the text has, an empty last one included. */
    static int lines(String text) {
        return (int) text.chars().filter(character -> character == '\n').count() + 1;
    }

    static List<Hunk> of(String from, String to, DiffBudget budget) {
        return new DiffHunks(split(LINE, from), split(LINE, to), budget).hunks();
    }

    private static String[] split(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toArray(String[]::new);
    }

    /** Differences with few lines between them are one hunk. */
    private List<Hunk> hunks() {
        List<Hunk> hunks = new ArrayList<>();
        List<LineDiff.Hunk> near = new ArrayList<>();
        for (LineDiff.Hunk next : LineDiff.of(from, to, budget)) {
            if (!near.isEmpty() && next.from() - near.getLast().to() > 2 * CONTEXT) {
                hunks.add(hunk(near, hunks));
                near.clear();
            }
            near.add(next);
        }
        if (!near.isEmpty()) {
            hunks.add(hunk(near, hunks));
        }
        return hunks;
    }

    /** @param before the hunks before, which tell how far the numbers of the lines are apart */
    private Hunk hunk(List<LineDiff.Hunk> differences, List<Hunk> before) {
        int begin = Math.max(0, differences.getFirst().from() - CONTEXT);
        int end = Math.min(from.length, differences.getLast().to() + CONTEXT);
        List<Line> lines = new ArrayList<>();
        int done = begin;
        for (LineDiff.Hunk difference : differences) {
            keep(done, difference.from(), lines);
            replace(Arrays.copyOfRange(from, difference.from(), difference.to()), difference.lines(), lines);
            done = difference.to();
        }
        keep(done, end, lines);
        int removed =
                (int) lines.stream().filter(line -> line.kind() == Kind.REMOVED).count();
        int added =
                (int) lines.stream().filter(line -> line.kind() == Kind.ADDED).count();
        int apart = before.isEmpty() ? 0 : apart(before.getLast());
        int count = end - begin;
        return new Hunk(range(begin, count), range(begin + apart, count - removed + added), lines);
    }

    private static int apart(Hunk hunk) {
        return end(hunk.to()) - end(hunk.from());
    }

    private static int end(Range range) {
        return range.lines() == 0 ? range.line() : range.line() + range.lines() - 1;
    }

    private static Range range(int begin, int count) {
        return new Range(count == 0 ? begin : begin + 1, count);
    }

    private void keep(int begin, int end, List<Line> lines) {
        for (int i = begin; i < end; i++) {
            lines.add(new Line(Kind.KEPT, List.of(new Part(from[i], false))));
        }
    }

    private void replace(String[] removed, List<String> added, List<Line> lines) {
        List<Line> byWords = byWords(removed, added);
        if (byWords.isEmpty()) {
            addWhole(Kind.REMOVED, Arrays.asList(removed), lines);
            addWhole(Kind.ADDED, added, lines);
        }
        lines.addAll(byWords);
    }

    /** Empty if nothing stands in place of something else, or if that would be too much. */
    private List<Line> byWords(String[] removed, List<String> added) {
        if (removed.length == 0
                || added.isEmpty()
                || !budget.takeCharacters(length(Arrays.asList(removed)) + length(added))) {
            return List.of();
        }
        String[] removedWords = words(removed);
        String[] addedWords = words(added.toArray(String[]::new));
        boolean[] removedChanged = new boolean[removedWords.length];
        boolean[] addedChanged = new boolean[addedWords.length];
        int shift = 0;
        for (LineDiff.Hunk change : LineDiff.of(removedWords, addedWords, budget)) {
            Arrays.fill(removedChanged, change.from(), change.to(), true);
            int begin = change.from() + shift;
            Arrays.fill(addedChanged, begin, begin + change.lines().size(), true);
            shift += change.lines().size() - (change.to() - change.from());
        }
        List<Line> lines = new ArrayList<>();
        addLines(Kind.REMOVED, removedWords, removedChanged, lines);
        addLines(Kind.ADDED, addedWords, addedChanged, lines);
        int parts = lines.stream().mapToInt(line -> line.parts().size()).sum();
        return budget.takeParts(parts) ? lines : List.of();
    }

    private static long length(List<String> lines) {
        return lines.stream().mapToLong(String::length).sum();
    }

    private static void addWhole(Kind kind, List<String> changed, List<Line> lines) {
        changed.forEach(line -> lines.add(new Line(kind, List.of(new Part(line, true)))));
    }

    private static String[] words(String[] lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(split(WORD, line)))
                .toArray(String[]::new);
    }

    /** A line ends with the word that ends with its end: a gap, which no line begins with the end of another. */
    private static void addLines(Kind kind, String[] words, boolean[] changed, List<Line> lines) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            text.append(words[i]);
            boolean lineEnds = i + 1 == words.length || words[i].endsWith("\n");
            if (lineEnds || changed[i + 1] != changed[i]) {
                parts.add(new Part(text.toString(), changed[i]));
                text.setLength(0);
            }
            if (lineEnds) {
                lines.add(new Line(kind, parts));
                parts.clear();
            }
        }
    }
}
