package io.talel.gateway.article.list;

import io.talel.kernel.article.view.ArticleEntry.Part;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The excerpt of a search as HTML: escaped text, with what was found in {@code <mark>}. */
final class ExcerptHtml {

    private ExcerptHtml() {}

    static String of(List<Part> excerpt) {
        return excerpt.stream().map(ExcerptHtml::html).collect(Collectors.joining());
    }

    private static String html(Part part) {
        String escaped = HtmlUtils.htmlEscape(part.text(), "UTF-8");
        return part.found() ? "<mark>" + escaped + "</mark>" : escaped;
    }
}
