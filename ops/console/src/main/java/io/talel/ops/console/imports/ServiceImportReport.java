package io.talel.ops.console.imports;

import io.talel.ops.backup.outcome.Words;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an import did, or would do. Names nobody: rows are named by their numbers.
 *
 * @param refused rows that were left out, each with its reason
 * @param differing articles that look different here; only a dry run compares
 */
public record ServiceImportReport(
        Counts users, Counts articles, Counts images, List<String> refused, List<Difference> differing) {

    public ServiceImportReport {
        refused = List.copyOf(refused);
        differing = List.copyOf(differing);
    }

    /**
     * Rows that were not refused.
     *
     * @param existing rows that an earlier import brought
     */
    public record Counts(long imported, long existing) {

        Counts plus(boolean isNew) {
            return isNew ? new Counts(imported + 1, existing) : new Counts(imported, existing + 1);
        }
    }

    /**
     * An article whose HTML differs.
     *
     * @param there first line of the document that differs, as the replaced service stored it
     * @param here the same line of the document that is shown here
     */
    public record Difference(long article, String slug, String there, String here) {}

    public String sentence() {
        return "%s, %s and %s; %d, %d and %d were imported before.%s%s"
                .formatted(
                        Words.count(users.imported, "person", "people"),
                        Words.count(articles.imported, "article", "articles"),
                        Words.count(images.imported, "image", "images"),
                        users.existing,
                        articles.existing,
                        images.existing,
                        refused.isEmpty()
                                ? ""
                                : " %s left out: %s."
                                        .formatted(
                                                Words.count(refused.size(), "row was", "rows were"),
                                                String.join("; ", refused)),
                        differing.isEmpty()
                                ? ""
                                : " %s different here: %s."
                                        .formatted(
                                                Words.count(differing.size(), "article looks", "articles look"),
                                                differing.stream()
                                                        .map(each -> String.valueOf(each.article))
                                                        .collect(Collectors.joining(", "))));
    }
}
