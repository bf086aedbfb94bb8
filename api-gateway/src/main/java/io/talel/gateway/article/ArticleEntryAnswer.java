package io.talel.gateway.article;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.OwnArticleEntry;
import java.time.Instant;

/**
 * An article as every list shows it, without its texts.
 *
 * @param url where readers find it, on the site
 */
public record ArticleEntryAnswer(
        ArticleId id,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        Title title,
        Slug slug,
        @JsonProperty("meta_description") MetaDescription metaDescription,
        @JsonProperty("featured_image") FeaturedImage featuredImage,
        String url,
        Tags tags,
        Language language) {

    public static ArticleEntryAnswer of(ArticleEntry article, String url) {
        return of(article.id(), article.createdAt(), article.updatedAt(), article.slug(), article.heading(), url);
    }

    static ArticleEntryAnswer of(OwnArticleEntry article, String url) {
        return of(article.id(), article.createdAt(), article.updatedAt(), article.slug(), article.heading(), url);
    }

    private static ArticleEntryAnswer of(
            ArticleId id, Instant createdAt, Instant updatedAt, Slug slug, Heading heading, String url) {
        return new ArticleEntryAnswer(
                id,
                createdAt,
                updatedAt,
                heading.title(),
                slug,
                heading.metaDescription(),
                heading.featuredImage(),
                url,
                heading.tags(),
                heading.language());
    }
}
