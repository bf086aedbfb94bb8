package io.talel.command.article.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Merges two edits of the same article: by field, the body by lines, and the tags as a set. */
public final class ContentMerge {

    private ContentMerge() {}

    /** @return empty if both edits have changed the same in different ways, or have no room together */
    public static Optional<ArticleContent> merge(ArticleContent base, ArticleContent ours, ArticleContent theirs) {
        Merged merged = new Merged(base, ours, theirs);
        Optional<Title> title = merged.field(ArticleContent::title);
        Optional<Markdown> body = body(base.body(), ours.body(), theirs.body());
        Optional<MetaDescription> description = merged.field(ArticleContent::metaDescription);
        Optional<FeaturedImage> image = merged.field(ArticleContent::featuredImage);
        Optional<Tags> tags = tags(base.tags(), ours.tags(), theirs.tags());
        Optional<Language> language = merged.field(ArticleContent::language);
        Optional<Dialect> dialect = merged.field(ArticleContent::dialect);
        return Stream.of(title, body, description, image, tags, language, dialect)
                        .allMatch(Optional::isPresent)
                ? Optional.of(new ArticleContent(
                        title.orElseThrow(),
                        body.orElseThrow(),
                        description.orElseThrow(),
                        image.orElseThrow(),
                        tags.orElseThrow(),
                        language.orElseThrow(),
                        dialect.orElseThrow()))
                : Optional.empty();
    }

    private record Merged(ArticleContent base, ArticleContent ours, ArticleContent theirs) {

        <T> Optional<T> field(Function<ArticleContent, T> field) {
            return ContentMerge.field(field.apply(base), field.apply(ours), field.apply(theirs));
        }
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

    /** As a set: both may add and remove. */
    private static Optional<Tags> tags(Tags base, Tags ours, Tags theirs) {
        return field(base, ours, theirs).or(() -> {
            try {
                return Optional.of(ours.applyTo(base, theirs));
            } catch (InvalidValue _) {
                return Optional.empty();
            }
        });
    }
}
