package io.talel.gateway.article.write;

import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.user.UserId;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A change of an article that its author may ask for twice by mistake. */
interface IdempotentChange {

    /** What has to be the same in a repeat. */
    Object body();

    /** @param version that the article must have; null for any */
    ExactChange command(ArticleId id, UserId author, @Nullable Long version);

    /**
     * Whether the article needs no change.
     *
     * @param earlier the same article at an earlier version
     */
    boolean isMetBy(RecordedArticle article, LongFunction<RecordedArticle> earlier);
}
