package io.talel.gateway.article.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.talel.gateway.article.LargeReads;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.ArticleCommand;
import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request that begins an article: publishes it, unless it is to be a draft. */
record NewArticleRequest(
        Title title,
        Markdown body,
        MetaDescription metaDescription,
        @Nullable FeaturedImage featuredImage,
        // Requests without these have the fingerprint that they had when there were none.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InitialStatus status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tags tags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Language language,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Dialect dialect) {

    /** Longest body read, in bytes: the longest source with every character written as {@code \}{@code u0041}. */
    static final int MAX_BYTES = 8 * Markdown.MAX_BYTES;

    ArticleCommand.Begin command(ArticleId id, UserId author) {
        ArticleContent content = new ArticleContent(
                title,
                body,
                metaDescription,
                Objects.requireNonNullElse(featuredImage, FeaturedImage.NONE),
                Objects.requireNonNullElse(tags, Tags.NONE),
                Objects.requireNonNullElse(language, Language.UNKNOWN),
                Objects.requireNonNullElse(dialect, Dialect.PYTHON_MARKDOWN));
        return status != null && status.isDraft()
                ? new DraftArticle(id, author, content)
                : new PublishArticle(id, author, content);
    }

    /** Reserves memory for source and HTML first: once the article is recorded, it must be answered. */
    static void reserve(AnswerMemory memory, @Nullable Markdown body) {
        long bytes = bytes(body);
        if (bytes > 2L * LargeReads.LARGE_BYTES) {
            memory.reserve(bytes);
        }
    }

    /** Bytes that a text takes in an answer, as source and about as many as HTML. */
    static long bytes(@Nullable Markdown body) {
        return body == null ? 0 : 2L * body.value().getBytes(StandardCharsets.UTF_8).length;
    }
}
