package io.talel.command.article;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** One article: what it says now, and what may be said instead. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class Article {

    /** Of the fields below as JSON: counts up whenever one of them, or what it says, becomes another. */
    static final int SNAPSHOT_REVISION = 2;

    @AggregateIdentifier
    private ArticleId id;

    /** What it says; null once it was removed. */
    private @Nullable ArticleRevised content;

    private Instant changedAt;

    /** For Axon, which then tells it its events. */
    Article() {}

    Article(ArticlePublished published) {
        apply(published);
    }

    @CommandHandler
    StreamVersion handle(ReviseArticle command) {
        if (content == null) {
            throw new CommandRefused(new Refusal.Unknown(id.toString()));
        }
        ArticleRevised revised =
                new ArticleRevised(id, command.body(), command.metaDescription(), command.featuredImage());
        if (!revised.equals(content)) {
            apply(revised);
        }
        return reached();
    }

    @CommandHandler
    StreamVersion handle(RemoveArticle command) {
        if (content != null) {
            apply(new ArticleRemoved(id));
        }
        return reached();
    }

    private StreamVersion reached() {
        return new StreamVersion(id.toString(), getVersion());
    }

    Instant changedAt() {
        return changedAt;
    }

    @EventSourcingHandler
    void on(ArticleEvent event, @Timestamp Instant at) {
        changedAt = at;
        switch (event) {
            case ArticlePublished e -> {
                id = e.articleId();
                content = new ArticleRevised(id, e.body(), e.metaDescription(), e.featuredImage());
            }
            case ArticleRevised e -> content = e;
            case ArticleRemoved _ -> content = null;
        }
    }
}
