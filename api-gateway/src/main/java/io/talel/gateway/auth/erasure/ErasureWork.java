package io.talel.gateway.auth.erasure;

import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.image.store.ContentStore;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.util.Optional;

/**
 * Erases what is left of a person, a little at a time: whatever was done already is not done again, so whoever comes after
 * a node that died goes on where that stopped.
 */
final class ErasureWork {

    private final ErasureQueue queue;
    private final StreamsInLog log;
    private final Sessions sessions;
    private final MailQueue mails;
    private final Commands commands;
    private final ContentStore store;

    ErasureWork(
            ErasureQueue queue,
            StreamsInLog log,
            Sessions sessions,
            MailQueue mails,
            Commands commands,
            ContentStore store) {
        this.queue = queue;
        this.log = log;
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
        if (erasure.articles() == ArticlesOfRemoved.REMOVE) {
            failures.of(() -> removeArticles(userId, failures));
        }
        failures.of(() -> removeImages(userId, failures));
        failures.of(() -> store.removeAllOf(userId, () -> goOn(userId)));
        failures.throwFirst();
    }

    private void removeArticles(UserId userId, Failures failures) {
        log.articlesOf(
                userId,
                article -> {
                    failures.of(() -> commands.send(userId, new RemoveArticle(article)));
                    goOn(userId);
                },
                () -> goOn(userId));
    }

    private void removeImages(UserId userId, Failures failures) {
        log.imagesOf(
                userId,
                image -> {
                    failures.of(() -> commands.send(userId, new RemoveImage(image)));
                    goOn(userId);
                },
                () -> goOn(userId));
    }

    private void goOn(UserId userId) {
        queue.dueIn(ErasureQueue.LEASE, userId);
    }
}
