package io.talel.kernel.article;

import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.content.ArticleContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article as its stream records it: after a command, or at an earlier version.
 *
 * @param version version of its stream
 * @param createdAt time of its first publication; until then, when it was begun
 * @param unpublishedEdits whether readers, if they see it, see an older version
 * @param schedule null if nothing is scheduled
 */
public record RecordedArticle(
        ArticleId id,
        long version,
        ArticleStatus status,
        Instant createdAt,
        Instant updatedAt,
        Slug slug,
        ArticleContent content,
        boolean unpublishedEdits,
        @Nullable Schedule schedule) {

    public static RecordedArticle of(Recorded<? extends Beginning> begun) {
        Beginning event = begun.event();
        ArticleStatus status =
                switch (event) {
                    case ArticleDrafted _ -> ArticleStatus.DRAFT;
                    case ArticlePublished _ -> ArticleStatus.PUBLISHED;
                };
        return new RecordedArticle(
                event.articleId(),
                begun.position().version(),
                status,
                begun.at(),
                begun.at(),
                event.slug(),
                event.content(),
                false,
                null);
    }

    public StreamVersion position() {
        return new StreamVersion(id.toString(), version);
    }
}
