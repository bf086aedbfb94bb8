package io.talel.gateway.auth.erasure;

import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleQuery.ListArticlesOf;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Erases what is left of a person, a little at a time: whatever was done already is not done again, so whoever comes after
 * a node that died goes on where that stopped.
 */
final class ErasureWork {

    private static final int AT_ONCE = 100;

    private final ErasureQueue queue;
    private final Sessions sessions;
    private final MailQueue mails;
    private final Commands commands;
    private final Queries queries;
    private final ContentStore store;

    ErasureWork(
            ErasureQueue queue,
            Sessions sessions,
            MailQueue mails,
            Commands commands,
            Queries queries,
            ContentStore store) {
        this.queue = queue;
        this.sessions = sessions;
        this.mails = mails;
        this.commands = commands;
        this.queries = queries;
        this.store = store;
    }

    /** Until nothing is left that is known of; whatever goes wrong is thrown. */
    void run(Erasure erasure) {
        UserId userId = erasure.userId();
        sessions.endAll(userId, Optional.empty());
        mails.forget(userId);
        if (erasure.articles() == ArticlesOfRemoved.REMOVE) {
            removeArticles(userId);
        }
        removeImages(userId);
        removeObjects(userId);
    }

    private void removeArticles(UserId userId) {
        long after = 0;
        List<ArticleId> some;
        while (!(some = queries.list(new ListArticlesOf(userId, after, AT_ONCE), ArticleId.class)).isEmpty()) {
            for (ArticleId article : some) {
                commands.send(userId, new RemoveArticle(article));
                queue.dueIn(ErasureQueue.LEASE, userId);
            }
            after = some.getLast().value();
        }
    }

    private void removeImages(UserId userId) {
        long after = 0;
        List<ImageView> some;
        while (!(some = queries.list(new ListImagesOf(userId, after, AT_ONCE), ImageView.class)).isEmpty()) {
            for (ImageView image : some) {
                queue.keepObject(userId, image.stored().key());
                commands.send(userId, new RemoveImage(image.id()));
                queue.dueIn(ErasureQueue.LEASE, userId);
            }
            after = some.getLast().id().value();
        }
    }

    private void removeObjects(UserId userId) {
        List<String> some;
        while (!(some = queue.objects(userId)).isEmpty()) {
            for (String key : some) {
                store.remove(key);
                queue.objectIsGone(key);
            }
            queue.dueIn(ErasureQueue.LEASE, userId);
        }
    }
}
