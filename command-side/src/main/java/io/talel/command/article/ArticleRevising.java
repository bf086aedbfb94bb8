package io.talel.command.article;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleState;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Revises articles. A revision that was made from an older version is merged with what has changed since. */
final class ArticleRevising {

    private final Repository<Article> articles;
    private final EventStore log;

    ArticleRevising(Repository<Article> articles, EventStore log) {
        this.articles = articles;
        this.log = log;
    }

    @CommandHandler
    ArticleState handle(ReviseArticle command) {
        Aggregate<Article> article = articles.load(command.articleId().toString());
        ArticleContent now = article.invoke(found -> found.untrashed(command));
        Long base = command.baseVersion();
        ArticleContent revised = base == null || base.equals(article.version())
                ? command.revise(now)
                : merged(command, base, article.version(), now);
        return article.invoke(found -> found.revise(revised));
    }

    private ArticleContent merged(ReviseArticle command, long baseVersion, long version, ArticleContent theirs) {
        if (baseVersion > version) {
            throw new CommandRefused(
                    new Refusal.OtherVersion(command.articleId().toString()));
        }
        ArticleContent base = contentAt(command, baseVersion);
        ArticleContent ours = command.revise(base);
        return ContentMerge.merge(base, ours, theirs)
                .orElseThrow(() ->
                        new CommandRefused(new Refusal.EditConflict(command.articleId(), version, base, ours, theirs)));
    }

    private ArticleContent contentAt(ReviseArticle command, long version) {
        Article article = new Article();
        log.readEvents(command.articleId().toString(), 0)
                .asStream()
                .takeWhile(event -> event.getSequenceNumber() <= version)
                .forEach(event -> article.on((ArticleEvent) event.getPayload(), event.getTimestamp()));
        return article.content();
    }
}
