package io.talel.command.article;

import io.talel.command.article.LineDiff.Hunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Merges two texts that were made of the same one, by lines. */
final class LineMerge {

    private LineMerge() {}

    /** @return empty if both have changed the same lines, or lines next to each other, in different ways */
    static Optional<String> merge(String base, String ours, String theirs) {
        String[] lines = lines(base);
        List<Hunk> mine = LineDiff.of(lines, lines(ours));
        List<Hunk> others = LineDiff.of(lines, lines(theirs));
        List<String> merged = new ArrayList<>();
        int copied = 0;
        int i = 0;
        int j = 0;
        while (i < mine.size() || j < others.size()) {
            Hunk next;
            if (j == others.size()
                    || (i < mine.size() && mine.get(i).to() < others.get(j).from())) {
                next = mine.get(i++);
            } else if (i == mine.size() || others.get(j).to() < mine.get(i).from()) {
                next = others.get(j++);
            } else if (mine.get(i).equals(others.get(j))) {
                next = mine.get(i++);
                j++;
            } else {
                return Optional.empty();
            }
            merged.addAll(Arrays.asList(lines).subList(copied, next.from()));
            merged.addAll(next.lines());
            copied = next.to();
        }
        merged.addAll(Arrays.asList(lines).subList(copied, lines.length));
        return Optional.of(String.join("\n", merged));
    }

    private static String[] lines(String text) {
        return text.split("\n", -1);
    }
}
