package io.talel.command.article;

import io.talel.command.claims.ChosenSlugClaims;
import io.talel.command.eventlog.PastEvents;
import io.talel.command.eventlog.PastEvents.Past;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.article.ArticleCommand.ImportArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.Slug;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Begins articles that another service has published, under the slugs that links to them have. */
final class ArticleImporting {

    private final PastEvents past;
    private final ChosenSlugClaims slugs;
    private final PersonKeys keys;

    ArticleImporting(PastEvents past, ChosenSlugClaims slugs, PersonKeys keys) {
        this.past = past;
        this.slugs = slugs;
        this.keys = keys;
    }

    @CommandHandler
    void handle(ImportArticle command) {
        keys.require(command.authorId().toString());
        int number = command.slug().numberAfter(Slug.of(command.content().title()));
        slugs.claim(command.slug(), number, command.articleId());
        ArticlePublished published =
                ArticlePublished.of(command.articleId(), command.authorId(), command.slug(), number, command.content());
        past.begin(Article.class, command.articleId().toString(), List.of(new Past(published, command.publishedAt())));
    }
}
