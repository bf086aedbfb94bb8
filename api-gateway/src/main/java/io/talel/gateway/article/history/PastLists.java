package io.talel.gateway.article.history;

import io.talel.gateway.article.LargeReads;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.content.Tags;
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
 * Lists articles as readers saw them at a time. An article that is not public any more is left out. The order is that of today,
 * since a first publication never changes.
 */
@Component
public final class PastLists {

    /** Most articles that are looked at for a page. */
    static final int LOOKED_AT = 100;

    /** Most bytes that the texts of a page need, twice their size; one article alone may need more. */
    static final int MAX_BYTES = 1024 * 1024;

    private final Queries queries;
    private final AnswerMemory memory;
    private final PublicWork work;

    PastLists(Queries queries, AnswerMemory memory, PublicWork work) {
        this.queries = queries;
        this.memory = memory;
        this.work = work;
    }

    /** @param tag only articles that had this tag; upper and lower case are the same */
    public record Filter(Optional<UserId> author, Optional<String> tag) {

        public Filter {
            tag = tag.map(Tags::lower);
        }

        static Filter of(UserId author) {
            return new Filter(Optional.of(author), Optional.empty());
        }

        private boolean matches(PastArticle.Shown shown) {
            return tag.map(wanted -> shown.article().content().tags().values().stream()
                            .map(Tags::lower)
                            .anyMatch(wanted::equals))
                    .orElse(true);
        }
    }

    /** @param next where the next page begins; null if there is none */
    public record Page(
            List<PastArticle.Shown> articles, @Nullable ArticlePosition next) {}

    /** Memory belongs to the request, so a turn ends where more is needed, and another one goes on. */
    public Page page(Filter filter, Instant at, ArticlePosition below, int limit) {
        Reading reading = new Reading(
                filter,
                at,
                queries.list(new ListPositions(filter.author(), below, LOOKED_AT), ArticlePosition.class),
                limit);
        while (work.inTurn(reading::read) == Outcome.NEEDS_ROOM) {
            memory.reserve(reading.room);
        }
        return reading.page();
    }

    private enum Outcome {
        NEEDS_ROOM,
        DONE
    }

    /** A page that is being read. */
    private final class Reading {

        private final Filter filter;
        private final Instant at;
        private final List<ArticlePosition> places;
        private final int limit;
        private final List<PastArticle.Shown> articles = new ArrayList<>();
        private int looked;

        /** Bytes that the texts read so far need. */
        private long needed;

        /** Bytes that there is room for: made once for a whole page, or for the one article that exceeds it. */
        private long room = LargeReads.LARGE_BYTES;

        Reading(Filter filter, Instant at, List<ArticlePosition> places, int limit) {
            this.filter = filter;
            this.at = at;
            this.places = places;
            this.limit = limit;
        }

        /** Texts that do not match count, too: reading them is what a page costs. */
        Outcome read() {
            while (looked < places.size() && articles.size() < limit) {
                Optional<PastArticle> then = find(places.get(looked));
                int bytes = then.map(PastArticle::bytes).orElse(0);
                if (needed > 0 && needed + bytes > MAX_BYTES) {
                    return Outcome.DONE;
                }
                if (needed + bytes > room) {
                    room = Math.max(needed + bytes, MAX_BYTES);
                    return Outcome.NEEDS_ROOM;
                }
                needed += bytes;
                then.flatMap(PastArticle::shown).filter(filter::matches).ifPresent(articles::add);
                looked++;
            }
            return Outcome.DONE;
        }

        private Optional<PastArticle> find(ArticlePosition place) {
            return queries.find(
                    new FindVersionAt(place.articleId(), null, at, Math.toIntExact(room - needed)), PastArticle.class);
        }

        Page page() {
            boolean hasMore = looked < places.size() || places.size() == LOOKED_AT;
            return new Page(articles, hasMore ? places.get(looked - 1) : null);
        }
    }
}
