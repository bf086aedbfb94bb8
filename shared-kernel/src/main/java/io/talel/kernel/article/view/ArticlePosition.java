package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import java.time.Instant;

/**
 * A place in a list of articles, which is in the order of first publications, newest first: right behind an article, which need
 * not exist any more.
 *
 * @param createdAt with microseconds at most
 */
public record ArticlePosition(Instant createdAt, ArticleId articleId) {

    /** Before the newest article. PostgreSQL knows no later instant whose year has four digits. */
    public static final ArticlePosition BEGINNING =
            new ArticlePosition(Instant.parse("9999-12-31T23:59:59.999999Z"), new ArticleId(Long.MAX_VALUE));

    /** Behind the oldest article. */
    public static final ArticlePosition END =
            new ArticlePosition(Instant.parse("0001-01-01T00:00:00Z"), new ArticleId(1));

    /** Before the newest article that was published by this time. */
    public static ArticlePosition beginningAt(Instant time) {
        return new ArticlePosition(time, new ArticleId(Long.MAX_VALUE));
    }
}
