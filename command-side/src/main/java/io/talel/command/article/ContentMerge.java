package io.talel.command.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.Markdown;
import java.util.Optional;

/** Merges two edits of the same article: by field, and the body by lines. */
final class ContentMerge {

    private ContentMerge() {}

    /** @return empty if both edits have changed the same in different ways, or have no room together */
    static Optional<ArticleContent> merge(ArticleContent base, ArticleContent ours, ArticleContent theirs) {
        return field(base.title(), ours.title(), theirs.title()).flatMap(title -> field(
                        base.metaDescription(), ours.metaDescription(), theirs.metaDescription())
                .flatMap(description -> field(base.featuredImage(), ours.featuredImage(), theirs.featuredImage())
                        .flatMap(image -> body(base.body(), ours.body(), theirs.body())
                                .map(body -> new ArticleContent(title, body, description, image)))));
    }

    private static <T> Optional<T> field(T base, T ours, T theirs) {
        if (ours.equals(base) || ours.equals(theirs)) {
            return Optional.of(theirs);
        }
        return theirs.equals(base) ? Optional.of(ours) : Optional.empty();
    }

    private static Optional<Markdown> body(Markdown base, Markdown ours, Markdown theirs) {
        return field(base, ours, theirs).or(() -> LineMerge.merge(base.value(), ours.value(), theirs.value())
                .filter(text -> text.getBytes(UTF_8).length <= Markdown.MAX_BYTES)
                .map(Markdown::new));
    }
}
