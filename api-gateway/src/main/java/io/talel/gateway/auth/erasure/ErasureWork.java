package io.talel.gateway.auth.erasure;

import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.kernel.ListOwned;
import io.talel.kernel.Owned;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Erases what is left of a person, a little at a time: whatever was done already is not done again, so whoever comes after
 * a node that died goes on where that stopped.
 */
final class ErasureWork {

    private final ErasureQueue queue;
    private final Queries queries;
    private final Sessions sessions;
    private final MailQueue mails;
    private final Commands commands;
    private final ContentStore store;

    ErasureWork(
            ErasureQueue queue,
            Queries queries,
            Sessions sessions,
            MailQueue mails,
            Commands commands,
            ContentStore store) {
        this.queue = queue;
        this.queries = queries;
        this.sessions = sessions;
        this.mails = mails;
        this.commands = commands;
        this.store = store;
    }

    /** Until nothing is left. What can be done is done, then whatever went wrong first is thrown. */
    void run(Erasure erasure) {
        UserId userId = erasure.userId();
        Failures failures = new Failures();
        failures.of(() -> sessions.endAll(userId, Optional.empty()));
        failures.of(() -> mails.forget(userId));
        failures.of(() -> removeOwned(erasure, failures));
        failures.of(() -> store.removeAllOf(userId, () -> goOn(userId)));
        failures.throwFirst();
    }

    private void removeOwned(Erasure erasure, Failures failures) {
        UserId userId = erasure.userId();
        Owned owned = new Owned(List.of(), List.of(), 0, false);
        while (!owned.isAll()) {
            owned = queries.ask(new ListOwned(userId, owned.readUpTo()), Owned.class);
            if (erasure.articles() == ArticlesOfRemoved.REMOVE) {
                owned.articles()
                        .forEach(article ->
                                remove(userId, () -> commands.send(userId, new RemoveArticle(article)), failures));
            }
            owned.images()
                    .forEach(image -> remove(userId, () -> commands.send(userId, new RemoveImage(image)), failures));
            goOn(userId);
        }
    }

    private void remove(UserId userId, Runnable removal, Failures failures) {
        failures.of(removal);
        goOn(userId);
    }

    private void goOn(UserId userId) {
        queue.dueIn(ErasureQueue.LEASE, userId);
    }
}
