package io.talel.command.article;

import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleDiff.Change;
import io.talel.kernel.article.ArticleField;
import io.talel.kernel.article.Tags;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares two versions of an article field by field, each as a text. */
final class VersionDiff {

    private VersionDiff() {}

    /** @return empty if a text has too many lines */
    static Optional<List<Change>> of(ArticleContent from, ArticleContent to) {
        if (TextDiff.isTooLong(from.body().value())
                || TextDiff.isTooLong(to.body().value())) {
            return Optional.empty();
        }
        return Optional.of(ArticleField.changed(from, to).stream()
                .map(field -> new Change(field, TextDiff.of(text(field, from), text(field, to))))
                .toList());
    }

    /** Tags are lines. */
    private static String text(ArticleField field, ArticleContent content) {
        return field.of(content) instanceof Tags tags
                ? tags.values().stream().map(tag -> tag + "\n").collect(Collectors.joining())
                : field.of(content).toString();
    }
}
