package io.talel.kernel.article.history;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query to the write side for the past of an article. Its author sees every version. Others see the versions that were news to
 * readers, while the article is public. Nobody sees anything of a removed article, or of one by an erased person.
 */
public sealed interface HistoryQuery {

    ArticleId articleId();

    /** The person who asks; null for a stranger. */
    @Nullable UserId reader();

    /**
     * Answered with an optional {@link PastArticle}.
     *
     * @param maxBytes longest texts returned, in bytes; beyond that only their size
     */
    record FindVersion(ArticleId articleId, @Nullable UserId reader, long version, int maxBytes)
            implements HistoryQuery {}

    /**
     * As {@link FindVersion}, of the version at a time; to others, of the one that readers saw then.
     *
     * @param at a time to come means the newest version
     */
    record FindVersionAt(ArticleId articleId, @Nullable UserId reader, Instant at, int maxBytes)
            implements HistoryQuery {}

    /**
     * Answered with an optional {@link ArticleHistory}.
     *
     * @param before only versions below this one
     * @param limit at most so many entries
     * @param maxBytes longest page read, in bytes; beyond that only its size
     */
    record ListHistory(ArticleId articleId, @Nullable UserId reader, long before, int limit, int maxBytes)
            implements HistoryQuery {}

    /**
     * Answered with an optional {@link ArticleDiff}. Refused if a text has too many lines.
     *
     * @param maxBytes longest texts compared, in bytes; beyond that only their size
     */
    record CompareVersions(ArticleId articleId, @Nullable UserId reader, long from, long to, int maxBytes)
            implements HistoryQuery {}
}
