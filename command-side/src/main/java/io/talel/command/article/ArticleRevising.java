package io.talel.command.article;

import io.talel.command.eventlog.StreamIndex;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleState;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Revises articles. A revision that was made from an older version is merged with what has changed since; a reversion says again
 * what an older version said.
 */
final class ArticleRevising {

    private final Repository<Article> articles;
    private final EarlierVersions versions;

    ArticleRevising(Repository<Article> articles, StreamIndex events) {
        this.articles = articles;
        this.versions = new EarlierVersions(events);
    }

    @CommandHandler
    ArticleState handle(ReviseArticle command) {
        Aggregate<Article> article = articles.load(command.articleId().toString());
        ArticleContent now = article.invoke(found -> found.untrashed(command));
        Long base = command.baseVersion();
        ArticleContent revised = base == null || base.equals(article.version())
                ? command.edit().revise(now)
                : merged(command, base, article.version(), now);
        return article.invoke(found -> found.revise(revised));
    }

    @CommandHandler
    ArticleState handle(RevertArticle command) {
        Aggregate<Article> article = articles.load(command.articleId().toString());
        article.execute(found -> found.untrashed(command));
        if (command.version() < 0 || command.version() > article.version()) {
            throw new CommandRefused(new Refusal.UnknownVersion(command.articleId(), command.version()));
        }
        ArticleContent earlier = versions.contentAt(command.articleId(), command.version());
        return article.invoke(found -> found.revise(earlier));
    }

    private ArticleContent merged(ReviseArticle command, long baseVersion, long version, ArticleContent theirs) {
        if (baseVersion > version) {
            throw new CommandRefused(
                    new Refusal.OtherVersion(command.articleId().toString()));
        }
        ArticleContent base = versions.contentAt(command.articleId(), baseVersion);
        ArticleContent ours = command.edit().revise(base);
        return ContentMerge.merge(base, ours, theirs)
                .orElseThrow(() ->
                        new CommandRefused(new Refusal.EditConflict(command.articleId(), version, base, ours, theirs)));
    }
}
