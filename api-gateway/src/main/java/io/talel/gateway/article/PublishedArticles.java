package io.talel.gateway.article;

import io.talel.gateway.article.ArticleAnswers.Published;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.UserAnswer;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows an article right after it was published, from its event and with its author. A recorded article must be answered as
 * recorded, or the author would publish it again; so the answer needs no database.
 */
@Component
class PublishedArticles {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedArticles.class);

    private final Commands commands;
    private final Queries queries;
    private final ArticleAnswers answers;

    PublishedArticles(Commands commands, Queries queries, ArticleAnswers answers) {
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
    }

    Published show(SignedIn author, Recorded<ArticlePublished> published) {
        ArticlePublished event = published.event();
        RenderedMarkdown rendered = queries.ask(new RenderMarkdown(event.body()), RenderedMarkdown.class);
        ArticleView article = new ArticleView(
                event.articleId(),
                published.position().version(),
                published.at(),
                published.at(),
                event.title(),
                event.slug(),
                event.body(),
                rendered,
                event.metaDescription(),
                event.featuredImage());
        UserAnswer user = shown(author.userId())
                .or(() -> recorded(author.userId()))
                .map(UserAnswer::of)
                .orElseGet(() -> UserAnswer.plain(author.userId(), author.username()));
        return answers.published(article, user);
    }

    /** Waits for the author's row if it is late: an article is read with its author. */
    private Optional<UserView> shown(UserId author) {
        FindUserById query = new FindUserById(author);
        try {
            Optional<UserView> found = queries.find(query, UserView.class);
            if (found.isPresent()) {
                return found;
            }
            commands.awaitShown(author);
            return queries.find(query, UserView.class);
        } catch (RuntimeException e) {
            LOG.warn("The author of an article cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }

    private Optional<UserView> recorded(UserId author) {
        try {
            return queries.find(new FindAccount(author), AccountView.class).map(AccountView::user);
        } catch (RuntimeException e) {
            LOG.warn("The account of an author cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }
}
