package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.schema.PersonalRows;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.kernel.ListOwned;
import io.talel.kernel.OwnedIds;
import io.talel.kernel.ShredDeletedKeys;
import io.talel.kernel.article.ArticleCommand;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RemoveHiddenArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import java.util.List;
import java.util.Optional;

/**
 * Erases the remaining data of a person in small steps. A finished step is not repeated, so another node continues where a dead
 * one stopped.
 */
final class ErasureSteps {

    private final ErasureQueue queue;
    private final Queries queries;
    private final Sessions sessions;
    private final List<PersonalRows> rows;
    private final Commands commands;
    private final ContentStore store;

    ErasureSteps(
            ErasureQueue queue,
            Queries queries,
            Sessions sessions,
            List<PersonalRows> rows,
            Commands commands,
            ContentStore store) {
        this.queue = queue;
        this.queries = queries;
        this.sessions = sessions;
        this.rows = rows;
        this.commands = commands;
        this.store = store;
    }

    /** Comes first and for all people: a person whose turn comes late could go on writing. */
    void endSessions() {
        FirstFailure failures = new FirstFailure();
        for (UserId userId : queue.withSessions()) {
            failures.of(() -> {
                sessions.endAll(userId, Optional.empty());
                queue.sessionsEnded(userId);
            });
        }
        failures.throwFirst();
    }

    /** Runs all steps until nothing is left, then throws the first error. */
    void run(Erasure erasure) {
        UserId userId = erasure.userId();
        FirstFailure failures = new FirstFailure();
        rows.forEach(each -> failures.of(() -> each.forget(userId)));
        failures.of(() -> removeOwned(erasure, failures));
        failures.of(() -> store.removeAllOf(userId, () -> goOn(userId)));
        if (erasure.isSettled()) {
            failures.of(() -> commands.send(
                    userId, new ShredDeletedKeys(erasure.removedAt().plus(ErasureDispatch.SETTLED))));
            failures.of(() -> requireGone(erasure));
        }
        failures.throwFirst();
    }

    private void removeOwned(Erasure erasure, FirstFailure failures) {
        UserId userId = erasure.userId();
        OwnedIds owned = new OwnedIds(List.of(), List.of(), 0, false);
        while (!owned.isAll()) {
            owned = queries.ask(new ListOwned(userId, owned.readUpTo(), false), OwnedIds.class);
            owned.articles()
                    .forEach(article ->
                            remove(userId, () -> commands.record(userId, removal(erasure, article)), failures));
            owned.images()
                    .forEach(image -> remove(userId, () -> commands.record(userId, new RemoveImage(image)), failures));
            goOn(userId);
        }
    }

    /** When articles are to stay, those go that readers do not see. */
    private static ArticleCommand.Removal removal(Erasure erasure, ArticleId article) {
        return erasure.articles() == ArticlesOnRemoval.REMOVE
                ? new RemoveArticle(article)
                : new RemoveHiddenArticle(article);
    }

    private void remove(UserId userId, Runnable removal, FirstFailure failures) {
        failures.of(removal);
        goOn(userId);
    }

    /** Waits for the read models: a paused projection or a parked stream still shows data of the person. */
    private void requireGone(Erasure erasure) {
        UserId userId = erasure.userId();
        if (showsName(userId)
                || !queries.list(new ListImagesOf(userId, 0, 1), ImageView.class)
                        .isEmpty()
                || showsUnwanted(erasure)) {
            throw new IllegalStateException("the read models still show something of theirs");
        }
    }

    private boolean showsName(UserId userId) {
        return queries.find(new FindUserById(userId), UserView.class)
                .filter(user -> !user.username().value().equals(ErasedName.TEXT))
                .isPresent();
    }

    private boolean showsUnwanted(Erasure erasure) {
        boolean hiddenOnly = erasure.articles() == ArticlesOnRemoval.KEEP;
        return !queries.list(new ListArticlesOf(erasure.userId(), hiddenOnly, 0, 1), ArticleId.class)
                .isEmpty();
    }

    private void goOn(UserId userId) {
        queue.dueIn(ErasureQueue.LEASE, userId);
    }
}
