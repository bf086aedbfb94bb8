package io.talel.command.article;

import io.talel.command.claims.SlugClaims;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.user.UserId;
import java.util.function.IntFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Begins articles, of people who are there: a slow request may outlive its author. Chooses the slug, which an article by
 * itself cannot.
 */
final class NewArticles {

    private final Repository<Article> articles;
    private final SlugClaims slugs;
    private final PersonKeys keys;

    NewArticles(Repository<Article> articles, SlugClaims slugs, PersonKeys keys) {
        this.articles = articles;
        this.slugs = slugs;
        this.keys = keys;
    }

    @CommandHandler
    Recorded<ArticlePublished> handle(PublishArticle command) throws Exception {
        Slug wanted = Slug.of(command.content().title());
        return begin(
                command.articleId(),
                command.authorId(),
                wanted,
                number -> ArticlePublished.of(
                        command.articleId(),
                        command.authorId(),
                        SlugNumber.add(wanted, number),
                        number,
                        command.content()));
    }

    @CommandHandler
    Recorded<ArticleDrafted> handle(DraftArticle command) throws Exception {
        Slug wanted = Slug.of(command.content().title());
        return begin(
                command.articleId(),
                command.authorId(),
                wanted,
                number -> ArticleDrafted.of(
                        command.articleId(),
                        command.authorId(),
                        SlugNumber.add(wanted, number),
                        number,
                        command.content()));
    }

    /** @param beginning makes the first event of the number of the slug */
    private <E extends Beginning> Recorded<E> begin(
            ArticleId id, UserId authorId, Slug wanted, IntFunction<E> beginning) throws Exception {
        // Comes first: a command that waits for a slug must hold no connection.
        E begun = beginning.apply(slugs.claim(wanted, id));
        keys.require(authorId.toString());
        Aggregate<Article> article = articles.newInstance(() -> new Article(begun));
        StreamVersion position = new StreamVersion(article.identifierAsString(), article.version());
        return new Recorded<>(position, article.invoke(Article::changedAt), begun);
    }
}
