package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the read model answers about articles. */
public sealed interface ArticleQuery {

    /**
     * Answered with an optional {@link ArticleOrSize}.
     *
     * @param maxBytes longest texts returned, in bytes; beyond that only their size
     */
    record FindArticle(Slug slug, int maxBytes) implements ArticleQuery {}

    /** Answered with an optional {@link ArticleWithNeighbours}. */
    record FindArticleById(ArticleId articleId) implements ArticleQuery {}

    /**
     * Answered with an optional {@link UserArticlesPage}, empty for an unknown user.
     *
     * @param after only older articles
     * @param offset how many of these are skipped
     * @param limit articles a page, 1 to 100
     */
    record ListUserArticles(Username username, ArticlePosition after, long offset, int limit) implements ArticleQuery {

        /** @param page from 1 */
        public ListUserArticles(Username username, int page, int limit) {
            this(username, ArticlePosition.BEGINNING, (page - 1L) * limit, limit);
        }
    }

    /**
     * Answered with an {@link ArticleList}.
     *
     * @param after only older articles
     * @param limit articles a page, 1 to 100
     */
    record ListArticles(ArticleFilter filter, ArticlePosition after, int limit) implements ArticleQuery {}

    /**
     * Answered with a list of {@link FeedArticle}, newest first.
     *
     * @param limit articles, 1 to 100
     * @param maxBytes of HTML of all articles together
     * @param maxBytesOfOne of HTML of one; larger ones do not count
     */
    record ListFeed(ArticleFilter filter, int limit, int maxBytes, int maxBytesOfOne) implements ArticleQuery {}

    /** Answered with the {@link ListDigest} of what {@link ListFeed} lists, at a fraction of its cost. */
    record DigestFeed(ArticleFilter filter, int limit) implements ArticleQuery {}

    /** Answered with an optional {@link ListedUnder}, empty for an article that went with its author's account. */
    record FindLists(ArticleId articleId) implements ArticleQuery {}

    /** Answered with the number of articles that everybody sees, a {@link Long}. */
    record CountArticles() implements ArticleQuery {}

    /**
     * Answered with a list of {@link SitemapEntry} of what everybody sees, the oldest first.
     *
     * @param after only newer articles
     * @param offset how many of these are skipped
     */
    record ListAddresses(ArticlePosition after, long offset, int limit) implements ArticleQuery {}

    /** Answered with the {@link ListDigest} of what {@link ListAddresses} lists from the oldest article on. */
    record DigestAddresses(long offset, int limit) implements ArticleQuery {}

    /**
     * Answered with a list of {@link TagCount}, by name.
     *
     * @param after only later names; empty for all
     * @param limit at most so many, 1 to 101
     */
    record ListTags(String after, int limit) implements ArticleQuery {}

    /**
     * Answered with a list of {@link ArticlePosition} of what readers see, newest first.
     *
     * @param author only articles of this one
     * @param below only what comes after this position
     * @param limit at most so many, 1 to 101
     */
    record ListPositions(Optional<UserId> author, ArticlePosition below, int limit) implements ArticleQuery {}

    /**
     * Answered with an optional {@link OwnArticle} of any author.
     *
     * @param maxBytes longest texts returned, in bytes; beyond that only their size
     */
    record FindOwnArticle(ArticleId articleId, int maxBytes) implements ArticleQuery {}

    /**
     * Answered with a list of {@link OwnArticleEntry}, newest first.
     *
     * @param status only these; null for all
     * @param limit at most so many, 1 to 101
     */
    record ListOwnArticles(UserId authorId, @Nullable ArticleStatus status, long offset, int limit)
            implements ArticleQuery {}

    /**
     * Answered with a list of {@link ArticleId}, drafts and trashed ones too, of people too who were removed; in the order of
     * their numbers.
     *
     * @param hiddenOnly whether to leave out what readers see
     * @param after only greater numbers; 0 for all
     * @param limit at most so many, 1 to 100
     */
    record ListArticlesOf(UserId authorId, boolean hiddenOnly, long after, int limit) implements ArticleQuery {}

    /** Answered with {@link RenderedMarkdown}, from the source alone: it needs no database. */
    record RenderMarkdown(Markdown body, Dialect dialect) implements ArticleQuery {}
}
