package io.talel.gateway.article;

import io.talel.gateway.article.ArticleAnswers.Published;
import io.talel.gateway.auth.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.UserAnswer;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows an article right after it was published: as readers see it, or, while the read model is late or its database
 * is down, as its event tells it. What is recorded must be answered as recorded, or the author would publish it again.
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
        return projected(author, published)
                .map(page -> answers.published(page.article(), UserAnswer.of(page.author())))
                .orElseGet(() -> fromEvent(author, published));
    }

    /** Waits for the author's row if nothing is found at once: an article is read with its author, whose row may be late. */
    private Optional<ArticlePage> projected(SignedIn author, Recorded<ArticlePublished> published) {
        FindArticleById query = new FindArticleById(published.event().articleId());
        try {
            Optional<ArticlePage> found = queries.find(query, ArticlePage.class);
            if (found.isPresent()) {
                return found;
            }
            commands.awaitShown(author.userId());
            return queries.find(query, ArticlePage.class);
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be read back: {}", published.position(), e.toString());
            return Optional.empty();
        }
    }

    private Published fromEvent(SignedIn author, Recorded<ArticlePublished> published) {
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
        return answers.published(article, user(author));
    }

    /** Without the event store what the token says has to do. */
    private UserAnswer user(SignedIn author) {
        try {
            return queries.find(new FindAccount(author.userId()), AccountView.class)
                    .map(account -> UserAnswer.of(account.user()))
                    .orElseGet(() -> UserAnswer.plain(author.userId(), author.username()));
        } catch (RuntimeException e) {
            LOG.warn("The author of an article cannot be read: {}", e.toString());
            return UserAnswer.plain(author.userId(), author.username());
        }
    }
}
