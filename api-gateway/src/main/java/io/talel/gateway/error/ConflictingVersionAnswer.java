package io.talel.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import org.jspecify.annotations.Nullable;

/** One of the versions of an article that could not be merged, with its slug if these are in conflict. */
record ConflictingVersionAnswer(
        Title title,
        Markdown body,
        @JsonProperty("meta_description") MetaDescription metaDescription,
        @JsonProperty("featured_image") FeaturedImage featuredImage,
        Tags tags,
        Language language,
        Dialect dialect,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Slug slug) {

    /** @param slug null if slugs are not in conflict */
    static ConflictingVersionAnswer of(ArticleContent content, @Nullable Slug slug) {
        return new ConflictingVersionAnswer(
                content.title(),
                content.body(),
                content.metaDescription(),
                content.featuredImage(),
                content.tags(),
                content.language(),
                content.dialect(),
                slug);
    }
}
