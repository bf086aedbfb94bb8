package io.talel.ops.console.imports;

import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.view.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.imports.ServiceImportReport.Difference;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryGateway;

/** Compares how articles look here with how the replaced service showed them. */
record ArticleComparison(QueryGateway queries) {

    /** Longest part of a line of a document in the report. */
    private static final int SHOWN = 200;

    /** The first difference of the HTML, or else of the table of contents. */
    Optional<Difference> compare(OldArticle old) {
        RenderedMarkdown there = old.rendered();
        RenderedMarkdown here = queries.query(
                        new RenderMarkdown(old.body(), Dialect.PYTHON_MARKDOWN), RenderedMarkdown.class)
                .join();
        return difference(old, there.html(), here.html())
                .or(() -> difference(old, there.tableOfContents(), here.tableOfContents()));
    }

    private static Optional<Difference> difference(OldArticle old, String there, String here) {
        List<String> thereLines = ComparableHtml.lines(there);
        List<String> hereLines = ComparableHtml.lines(here);
        if (thereLines.equals(hereLines)) {
            return Optional.empty();
        }
        int line = 0;
        while (line < Math.min(thereLines.size(), hereLines.size())
                && thereLines.get(line).equals(hereLines.get(line))) {
            line++;
        }
        return Optional.of(
                new Difference(old.id().value(), old.slug().value(), shown(thereLines, line), shown(hereLines, line)));
    }

    private static String shown(List<String> lines, int line) {
        return line < lines.size() ? Words.cut(lines.get(line), SHOWN) : "";
    }
}
