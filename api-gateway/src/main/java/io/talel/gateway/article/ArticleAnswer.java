package io.talel.gateway.article;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import java.time.Instant;

/**
 * An article as every answer shows it.
 *
 * @param url where readers find it, on the site
 */
record ArticleAnswer(
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
        String url) {

    static ArticleAnswer of(ArticleView article, String url) {
        return new ArticleAnswer(
                article.id(),
                article.createdAt(),
                article.updatedAt(),
                article.title(),
                article.slug(),
                article.body(),
                article.rendered().html(),
                article.metaDescription(),
                article.rendered().tableOfContents(),
                article.featuredImage(),
                url);
    }
}
