package io.talel.gateway.article.history;

import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleDiff.Change;
import io.talel.kernel.article.history.ArticleDiff.Hunk;
import io.talel.kernel.article.history.ArticleDiff.Line;
import io.talel.kernel.article.history.ArticleDiff.Part;
import io.talel.kernel.article.history.ArticleDiff.Range;

/** Writes differences as {@code diff -u} does: each field is a file, {@code hello-world@3/body}. */
final class UnifiedDiff {

    private final StringBuilder text = new StringBuilder();

    private UnifiedDiff() {}

    static String of(ArticleDiff.Shown diff, long from, long to) {
        UnifiedDiff unified = new UnifiedDiff();
        for (Change change : diff.changes()) {
            String file = "/" + change.field().label() + "\n";
            unified.text
                    .append("--- ")
                    .append(diff.slug())
                    .append('@')
                    .append(from)
                    .append(file);
            unified.text
                    .append("+++ ")
                    .append(diff.slug())
                    .append('@')
                    .append(to)
                    .append(file);
            change.hunks().forEach(unified::add);
        }
        return unified.text.toString();
    }

    private void add(Hunk hunk) {
        text.append("@@ -")
                .append(range(hunk.from()))
                .append(" +")
                .append(range(hunk.to()))
                .append(" @@\n");
        hunk.lines().forEach(this::add);
    }

    private static String range(Range range) {
        return range.lines() == 1 ? String.valueOf(range.line()) : range.line() + "," + range.lines();
    }

    private void add(Line line) {
        text.append(
                switch (line.kind()) {
                    case KEPT -> ' ';
                    case REMOVED -> '-';
                    case ADDED -> '+';
                });
        line.parts().stream().map(Part::text).forEach(text::append);
        if (text.charAt(text.length() - 1) != '\n') {
            text.append("\n\\ No newline at end of file\n");
        }
    }
}
