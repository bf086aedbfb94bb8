package io.talel.gateway.article.write;

import io.talel.kernel.article.ArticleCommand.ExactChange;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.user.UserId;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The body of a request that makes an article say again what it said at a version. */
record RevertArticleRequest(long version) implements IdempotentChange {

    @Override
    public RevertArticleRequest body() {
        return this;
    }

    @Override
    public ExactChange command(ArticleId id, UserId author, @Nullable Long expected) {
        return new RevertArticle(id, author, expected, version);
    }

    @Override
    public boolean isMetBy(RecordedArticle article, LongFunction<RecordedArticle> earlier) {
        return version <= article.version() && earlier.apply(version).content().equals(article.content());
    }
}
