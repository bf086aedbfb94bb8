package io.talel.gateway.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article as every answer shows it.
 *
 * @param url where readers find it, on the site
 * @param tags null if they are left out
 * @param language null if it is left out
 */
public record ArticleAnswer(
        ArticleId id,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        Title title,
        Slug slug,
        Markdown body,
        String html,
        @JsonProperty("meta_description") MetaDescription metaDescription,
        @JsonProperty("table_of_contents") String tableOfContents,
        @JsonProperty("featured_image") FeaturedImage featuredImage,
        String url,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tags tags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Language language) {

    /** As readers see it: as v1 does where its author has not said more. */
    static ArticleAnswer of(ArticleView article, String url) {
        ArticleContent content = article.content();
        return of(
                article,
                url,
                content.tags().isEmpty() ? null : content.tags(),
                content.language().equals(Language.UNKNOWN) ? null : content.language());
    }

    /** As its author sees it. */
    static ArticleAnswer own(ArticleView article, String url) {
        return of(article, url, article.content().tags(), article.content().language());
    }

    private static ArticleAnswer of(ArticleView article, String url, @Nullable Tags tags, @Nullable Language language) {
        ArticleContent content = article.content();
        return new ArticleAnswer(
                article.id(),
                article.createdAt(),
                article.updatedAt(),
                content.title(),
                article.slug(),
                content.body(),
                article.rendered().html(),
                content.metaDescription(),
                article.rendered().tableOfContents(),
                content.featuredImage(),
                url,
                tags,
                language);
    }
}
