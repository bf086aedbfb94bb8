package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.view.ArticleQuery.RenderMarkdown;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.RenderedMarkdown;
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
 * Shows an article right after it was written, as its command has left it and with its author. What is recorded must be answered
 * as recorded, or the author would write it again; so the answer needs no database.
 */
@Component
public class WrittenArticles {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenArticles.class);

    private final Commands commands;
    private final Queries queries;
    private final ArticleAnswers answers;

    WrittenArticles(Commands commands, Queries queries, ArticleAnswers answers) {
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
    }

    /**
     * As v1 does, unless it is a draft. Returns once the article can be read. The author is read while the projection writes the
     * row; the text comes after it, since the projection has rendered it by then.
     */
    public Object begun(SignedIn author, RecordedArticle begun) {
        UserAnswer user = user(author);
        commands.awaitVisible(begun.position());
        ArticleForAuthor article = render(begun);
        return begun.status() == ArticleStatus.DRAFT
                ? answers.own(article, user)
                : answers.published(article.article(), user);
    }

    public ArticleAnswers.Own own(SignedIn author, ArticleForAuthor article) {
        return answers.own(article, user(author));
    }

    public ArticleForAuthor render(RecordedArticle state) {
        ArticleContent content = state.content();
        RenderedMarkdown rendered =
                queries.ask(new RenderMarkdown(content.body(), content.dialect()), RenderedMarkdown.class);
        ArticleView article = new ArticleView(
                state.id(), state.version(), state.createdAt(), state.updatedAt(), state.slug(), content, rendered);
        return new ArticleForAuthor(article, state.status(), state.unpublishedEdits());
    }

    private UserAnswer user(SignedIn author) {
        return shown(author.userId())
                .or(() -> recorded(author.userId()))
                .map(UserAnswer::of)
                .orElseGet(() -> UserAnswer.plain(author.userId(), author.username()));
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
