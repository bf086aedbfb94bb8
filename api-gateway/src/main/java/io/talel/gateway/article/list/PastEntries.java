package io.talel.gateway.article.list;

import io.talel.gateway.article.history.PastLists;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Entries of articles as they were at a time, under the names that their authors have today. */
@Component
final class PastEntries {

    private final Queries queries;
    private final PastLists lists;
    private final NotFoundRefusals refusals;

    PastEntries(Queries queries, PastLists lists, NotFoundRefusals refusals) {
        this.queries = queries;
        this.lists = lists;
        this.refusals = refusals;
    }

    /**
     * @param filter without words
     * @return nothing of an author who is unknown
     * @throws HttpRefusal with 503 if the author's row is late
     */
    ArticleList list(ArticleFilter filter, Instant at, ArticlePosition below, int limit) {
        Optional<UserView> author = filter.author().flatMap(name -> queries.find(new FindUser(name), UserView.class));
        if (filter.author().isPresent() && author.isEmpty()) {
            refusals.requireNoUser(filter.author().get().value());
            return new ArticleList(List.of(), Optional.empty());
        }
        PastLists.Page page =
                lists.page(new PastLists.Filter(author.map(UserView::id), filter.tag()), at, below, limit);
        return new ArticleList(entries(page.articles()), Optional.ofNullable(page.next()));
    }

    /** An article is left out if its author is erased meanwhile, as in the list of today. */
    private List<ArticleEntry> entries(List<PastArticle.Shown> articles) {
        Map<UserId, Optional<UserView>> authors = new HashMap<>();
        return articles.stream()
                .flatMap(shown -> authors
                        .computeIfAbsent(shown.authorId(), id -> queries.find(new FindUserById(id), UserView.class))
                        .map(author -> entry(shown.article(), author))
                        .stream())
                .toList();
    }

    private static ArticleEntry entry(RecordedArticle article, UserView author) {
        ArticleContent content = article.content();
        return new ArticleEntry(
                article.id(),
                article.createdAt(),
                article.updatedAt(),
                article.slug(),
                new Heading(
                        content.title(),
                        content.metaDescription(),
                        content.featuredImage(),
                        content.tags(),
                        content.language()),
                author,
                Optional.empty());
    }
}
