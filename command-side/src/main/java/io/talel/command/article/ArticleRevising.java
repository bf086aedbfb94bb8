package io.talel.command.article;

import io.talel.command.eventlog.LastEvents;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleState;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Revises articles. A revision that was made from an older version is merged with what has changed since. */
final class ArticleRevising {

    /** Events that give an article its title, and its texts. */
    private static final List<Class<?>> TITLES =
            List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class);

    /** Events that give an article its texts. */
    private static final List<Class<?>> CONTENTS =
            List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class, ArticleRevised.class);

    private final Repository<Article> articles;
    private final LastEvents events;

    ArticleRevising(Repository<Article> articles, LastEvents events) {
        this.articles = articles;
        this.events = events;
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

    private ArticleContent merged(ReviseArticle command, long baseVersion, long version, ArticleContent theirs) {
        if (baseVersion > version) {
            throw new CommandRefused(
                    new Refusal.OtherVersion(command.articleId().toString()));
        }
        ArticleContent base = contentAt(command, baseVersion);
        ArticleContent ours = command.edit().revise(base);
        return ContentMerge.merge(base, ours, theirs)
                .orElseThrow(() ->
                        new CommandRefused(new Refusal.EditConflict(command.articleId(), version, base, ours, theirs)));
    }

    private ArticleContent contentAt(ReviseArticle command, long version) {
        Article article = new Article();
        DomainEventMessage<?> last = last(command, version, CONTENTS);
        if (last.getPayload() instanceof ArticleRevised) {
            tell(article, last(command, version, TITLES));
        }
        tell(article, last);
        return article.content();
    }

    private DomainEventMessage<?> last(ReviseArticle command, long upTo, List<Class<?>> kinds) {
        return events.find(command.articleId().toString(), upTo, kinds).orElseThrow();
    }

    private static void tell(Article article, DomainEventMessage<?> event) {
        article.on((ArticleEvent) event.getPayload(), event.getTimestamp());
    }
}
