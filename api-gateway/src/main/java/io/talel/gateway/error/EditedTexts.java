package io.talel.gateway.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;

/** One of the versions of an article that could not be merged. */
record EditedTexts(
        Title title,
        Markdown body,
        @JsonProperty("meta_description") MetaDescription metaDescription,
        @JsonProperty("featured_image") FeaturedImage featuredImage,
        Tags tags,
        Language language,
        Dialect dialect) {

    static EditedTexts of(ArticleContent content) {
        return new EditedTexts(
                content.title(),
                content.body(),
                content.metaDescription(),
                content.featuredImage(),
                content.tags(),
                content.language(),
                content.dialect());
    }
}
