package io.talel.gateway.article;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListOwnArticles;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.OwnArticleEntry;
import io.talel.kernel.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the articles of an author, hidden ones included. */
@Component
public final class OwnArticles {

    /** Most bytes of an entry in a list. */
    private static final int ENTRY_BYTES = 4
            * (Title.MAX_LENGTH
                    + MetaDescription.MAX_LENGTH
                    + FeaturedImage.MAX_LENGTH
                    + Tags.MAX_COUNT * Tags.MAX_LENGTH);

    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final AnswerMemory memory;

    OwnArticles(Queries queries, NotFoundRefusals refusals, AnswerMemory memory) {
        this.queries = queries;
        this.refusals = refusals;
        this.memory = memory;
    }

    /**
     * By the claims, which are never late. An old slug leads to its article too, so that a change is not lost when somebody gives
     * the article another slug.
     *
     * @throws HttpRefusal with 404 if no article has or had the slug
     */
    public ArticleId withSlug(Slug slug) {
        return queries.find(new FindSlugOwner(slug), SlugOwner.class)
                .orElseThrow(NotFoundRefusals::noArticle)
                .articleId();
    }

    /**
     * @param id of the article that the slug leads to
     * @throws HttpRefusal with 404 if the author has no such article
     */
    public ArticleForAuthor read(UserId author, Slug slug, ArticleId id) {
        OwnArticle found = find(author, id, LargeReads.LARGE_BYTES, slug);
        if (!found.authorId().equals(author)) {
            throw NotFoundRefusals.noArticle();
        }
        if (found.article().isEmpty()) {
            memory.reserve(found.bytes());
            found = find(author, id, Integer.MAX_VALUE, slug);
        }
        return new ArticleForAuthor(found.article().orElseThrow(), found.status(), found.unpublishedEdits());
    }

    /**
     * A page of the author's articles. Its memory is taken first, since a hundred descriptions may be 4 MB.
     *
     * @param status null for any
     * @throws HttpRefusal if there is no room
     */
    List<OwnArticleEntry> list(UserId author, @Nullable ArticleStatus status, long offset, int limit) {
        memory.reserve((long) limit * ENTRY_BYTES);
        return queries.list(new ListOwnArticles(author, status, offset, limit), OwnArticleEntry.class);
    }

    public record Found(ArticleId id, long version) {}

    /** @throws CommandRefused if it is somebody else's: as unknown unless everybody sees it */
    public Found requireAuthor(UserId author, Slug slug) {
        ArticleId id = withSlug(slug);
        OwnArticle found = find(author, id, 0, slug);
        if (!found.authorId().equals(author)) {
            throw new CommandRefused(
                    found.status() == ArticleStatus.PUBLISHED
                            ? new Refusal.NotTheAuthor(id)
                            : new Refusal.Unknown(id.toString()));
        }
        return new Found(id, found.version());
    }

    /**
     * Makes room for the answer to a change first: once the change is recorded, it must be answered. An article whose row is
     * late counts as small. Nobody takes room for the article of somebody else, since that change is refused.
     *
     * @param more bytes that the change brings
     * @throws HttpRefusal if there is no room, and with 404 if no article has the slug
     */
    public void reserve(UserId actor, Slug slug, long more) {
        long bytes = queries.find(new FindOwnArticle(withSlug(slug), 0), OwnArticle.class)
                .map(found -> found.authorId().equals(actor) ? found.bytes() + more : 0)
                .orElse(more);
        if (bytes > LargeReads.LARGE_BYTES) {
            memory.reserve(bytes);
        }
    }

    /** Another user learns of a late row only if readers see the article. */
    private OwnArticle find(UserId actor, ArticleId id, int maxBytes, Slug slug) {
        return queries.find(new FindOwnArticle(id, maxBytes), OwnArticle.class)
                .orElseThrow(() -> refusals.ofOwnArticle(actor, slug));
    }
}
