package io.talel.gateway.article;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.ArticleWithNeighbours.Neighbour;
import io.talel.kernel.article.view.OwnArticleEntry;
import io.talel.kernel.article.view.UserArticlesPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Converts views to the JSON of v1. */
@Component
public final class ArticleAnswers {

    private final String articleUrl;

    public ArticleAnswers(WebSettings settings) {
        this.articleUrl = settings.articleUrl();
    }

    /** One article between its neighbours. */
    record Read(Meta meta, ArticleAnswer article, UserAnswer user) {}

    record Meta(@JsonProperty("adjacent_articles") AdjacentArticles adjacentArticles) {}

    record AdjacentArticles(@Nullable Link next, @Nullable Link prev) {}

    record Link(Title title, Slug slug) {}

    /** One article by itself. */
    record Published(ArticleAnswer article, UserAnswer user) {}

    /** An article as its author sees it. */
    record Own(OwnArticleAnswer article, UserAnswer user) {}

    record OwnArticleAnswer(
            @JsonUnwrapped ArticleAnswer article,
            Dialect dialect,
            ArticleStatus status,
            @JsonProperty("unpublished_edits") boolean unpublishedEdits) {}

    /**
     * An article as it was.
     *
     * @param article an {@link OwnArticleAnswer} for its author, an {@link ArticleAnswer} for others
     */
    record Past(long version, Object article, UserAnswer user) {}

    record Scheduled(@Nullable ScheduleAnswer schedule) {}

    /** @param version the one that will be published, if one will be */
    record ScheduleAnswer(
            long version,
            @JsonProperty("publish_at") @Nullable Instant publishAt,
            @JsonProperty("unpublish_at") @Nullable Instant unpublishAt) {}

    record OwnList(List<OwnEntry> articles) {}

    record OwnEntry(@JsonUnwrapped ArticleEntryAnswer article, ArticleStatus status) {}

    public record Listed(List<ArticleAnswer> articles, UserAnswer user) {}

    Read read(ArticleWithNeighbours page) {
        Meta meta = new Meta(new AdjacentArticles(link(page.next()), link(page.previous())));
        return new Read(meta, article(page.article()), UserAnswer.of(page.author()));
    }

    Published published(ArticleView article, UserAnswer author) {
        return new Published(article(article), author);
    }

    Own own(ArticleForAuthor article, UserAnswer author) {
        return new Own(ownArticle(article), author);
    }

    private OwnArticleAnswer ownArticle(ArticleForAuthor article) {
        return new OwnArticleAnswer(
                own(article.article()),
                article.article().content().dialect(),
                article.status(),
                article.unpublishedEdits());
    }

    public Past past(ArticleForAuthor article, boolean isOwn, UserAnswer author) {
        return new Past(article.article().version(), isOwn ? ownArticle(article) : article(article.article()), author);
    }

    OwnList ownList(List<OwnArticleEntry> articles) {
        return new OwnList(articles.stream().map(this::entry).toList());
    }

    private OwnEntry entry(OwnArticleEntry article) {
        return new OwnEntry(ArticleEntryAnswer.of(article, articleUrl + article.slug()), article.status());
    }

    /** What the address of an article begins with. */
    public String articleUrl() {
        return articleUrl;
    }

    public Listed listed(UserArticlesPage page) {
        return new Listed(page.articles().stream().map(this::article).toList(), UserAnswer.of(page.user()));
    }

    public ArticleAnswer article(ArticleView article) {
        return ArticleAnswer.of(article, articleUrl + article.slug());
    }

    public Scheduled scheduled(@Nullable Schedule schedule) {
        return new Scheduled(
                schedule == null
                        ? null
                        : new ScheduleAnswer(
                                schedule.version(),
                                schedule.publishAt().at(),
                                schedule.unpublishAt().at()));
    }

    private ArticleAnswer own(ArticleView article) {
        return ArticleAnswer.own(article, articleUrl + article.slug());
    }

    private static @Nullable Link link(@Nullable Neighbour neighbour) {
        return neighbour == null ? null : new Link(neighbour.title(), neighbour.slug());
    }
}
