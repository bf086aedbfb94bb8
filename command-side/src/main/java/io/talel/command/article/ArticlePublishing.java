package io.talel.command.article;

import io.talel.command.claims.SlugClaims;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.Slug;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Begins articles, of people who are there: a slow request may outlive its author. Chooses the slug, which an article by
 * itself cannot.
 */
final class ArticlePublishing {

    private final Repository<Article> articles;
    private final SlugClaims slugs;
    private final PersonKeys keys;

    ArticlePublishing(Repository<Article> articles, SlugClaims slugs, PersonKeys keys) {
        this.articles = articles;
        this.slugs = slugs;
        this.keys = keys;
    }

    @CommandHandler
    Recorded<ArticlePublished> handle(PublishArticle command) throws Exception {
        Slug wanted = Slug.of(command.title());
        // Comes first: a command that waits for a slug must hold no connection.
        int number = slugs.claim(wanted, command.articleId());
        keys.require(command.authorId().toString());
        ArticlePublished published = new ArticlePublished(
                command.articleId(),
                command.authorId(),
                wanted.numbered(number),
                number,
                command.title(),
                command.body(),
                command.metaDescription(),
                command.featuredImage());
        Aggregate<Article> article = articles.newInstance(() -> new Article(published));
        StreamVersion position = new StreamVersion(article.identifierAsString(), article.version());
        return new Recorded<>(position, article.invoke(Article::changedAt), published);
    }
}
