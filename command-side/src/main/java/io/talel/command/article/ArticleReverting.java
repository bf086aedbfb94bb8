package io.talel.command.article;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleContent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Makes articles say again what an earlier version said. */
final class ArticleReverting {

    private final Repository<Article> articles;
    private final EarlierVersions versions;

    ArticleReverting(Repository<Article> articles, StreamIndex events) {
        this.articles = articles;
        this.versions = new EarlierVersions(events);
    }

    @CommandHandler
    RecordedArticle handle(RevertArticle command) {
        Aggregate<Article> article = articles.load(command.articleId().toString());
        article.execute(found -> found.untrashed(command));
        if (command.version() < 0 || command.version() > article.version()) {
            throw new CommandRefused(new Refusal.UnknownVersion(command.articleId(), command.version()));
        }
        ArticleContent earlier = versions.contentAt(command.articleId(), command.version());
        return article.invoke(found -> found.revise(earlier));
    }
}
