package io.talel.command.article.comparison;

import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleField;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleDiff.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares two versions of an article field by field, each as a text. */
public final class VersionDiff {

    /** Most parts of an answer: each takes more memory than its text. */
    static final int MAX_PARTS = 50_000;

    private VersionDiff() {}

    /** @return empty if too many lines differ */
    public static Optional<List<Change>> of(ArticleContent from, ArticleContent to) {
        DiffBudget budget = DiffBudget.of(lines(from, to));
        List<Change> changes = ArticleField.changed(from, to).stream()
                .map(field -> new Change(field, DiffHunks.of(text(field, from), text(field, to), budget)))
                .toList();
        return ArticleDiff.parts(changes) > MAX_PARTS ? Optional.empty() : Optional.of(changes);
    }

    public static boolean isTooLong(ArticleContent content) {
        return DiffHunks.isTooLong(content.body().value());
    }

    /** Lines and parts of an answer before it is made: each line is a part too. */
    public static int mostLinesAndParts(ArticleContent from, ArticleContent to) {
        return 2 * Math.min(lines(from, to), MAX_PARTS);
    }

    /** How many lines the bodies have; all other fields are short. */
    private static int lines(ArticleContent from, ArticleContent to) {
        return DiffHunks.lines(from.body().value()) + DiffHunks.lines(to.body().value());
    }

    /** Tags are lines. */
    private static String text(ArticleField field, ArticleContent content) {
        return field.of(content) instanceof Tags tags
                ? tags.values().stream().map(tag -> tag + "\n").collect(Collectors.joining())
                : field.of(content).toString();
    }
}
