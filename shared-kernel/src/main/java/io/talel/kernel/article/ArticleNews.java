package io.talel.kernel.article;

import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.Locale;

/**
 * What one version of an article changed for readers.
 *
 * @param slug the one that readers find it by, or last found it by
 * @param title the one that readers see, or last saw
 */
public record ArticleNews(
        Kind kind, ArticleId articleId, UserId authorId, long version, Instant at, Slug slug, Title title) {

    /** What happened, in the words of the API. */
    public enum Kind {
        PUBLISHED,
        REVISED,
        UNPUBLISHED,
        REMOVED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
