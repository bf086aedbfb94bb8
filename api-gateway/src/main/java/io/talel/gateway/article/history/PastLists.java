package io.talel.gateway.article.history;

import io.talel.gateway.article.ArticleAnswer;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListPositions;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists an author's articles as readers saw them at a time. An article that is not public any more is left out. The order is
 * that of today, since a first publication never changes.
 */
@Component
final class PastLists {

    /** Most articles that are looked at for a page. */
    private static final int LOOKED_AT = 100;

    /** Bytes of texts from which on a page ends; one article alone may exceed it. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Queries queries;
    private final AnswerMemory memory;

    PastLists(Queries queries, AnswerMemory memory) {
        this.queries = queries;
        this.memory = memory;
    }

    /** @param next where the next page begins; null if there is none */
    record Page(List<ArticleState> articles, @Nullable ArticlePosition next) {}

    Page page(UserId author, Instant at, ArticlePosition below, int limit) {
        List<ArticlePosition> found = queries.list(new ListPositions(author, below, LOOKED_AT), ArticlePosition.class);
        List<ArticleState> articles = new ArrayList<>();
        ArticlePosition last = below;
        Room room = new Room();
        for (ArticlePosition next : found) {
            if (articles.size() == limit) {
                return new Page(articles, last);
            }
            Optional<PastArticle> then = find(next, at, ArticleAnswer.LARGE_BYTES);
            room.need(then.map(PastArticle::bytes).orElse(0));
            if (room.needed > MAX_BYTES && !articles.isEmpty()) {
                return new Page(articles, last);
            }
            shown(then, next, at, room).ifPresent(articles::add);
            last = next;
        }
        return new Page(articles, found.size() == LOOKED_AT ? last : null);
    }

    private Optional<ArticleState> shown(Optional<PastArticle> then, ArticlePosition position, Instant at, Room room) {
        room.make();
        return then.filter(found -> found.shown().isEmpty())
                .map(large -> find(position, at, large.bytes()))
                .orElse(then)
                .flatMap(PastArticle::shown)
                .map(PastArticle.Shown::article);
    }

    private Optional<PastArticle> find(ArticlePosition position, Instant at, int maxBytes) {
        return queries.find(new FindVersionAt(position.articleId(), null, at, maxBytes), PastArticle.class);
    }

    /** Memory for the texts of a page: made once for a whole page, or for the one article that exceeds it. */
    private final class Room {

        private long needed;
        private long made = ArticleAnswer.LARGE_BYTES;

        void need(int more) {
            needed += more;
        }

        void make() {
            if (needed > made) {
                made = Math.max(needed, MAX_BYTES);
                memory.reserve(made);
            }
        }
    }
}
