package io.talel.gateway.article.write;

import io.talel.gateway.article.WrittenArticles;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.idempotency.Creation;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.user.UserId;
import org.springframework.stereotype.Component;

/** Records new articles; a repeated request records one. {@link WrittenArticles} waits for its row. */
@Component
final class ArticleCreation {

    private final Commands commands;
    private final ArticleIds ids;
    private final Idempotency idempotency;

    ArticleCreation(Commands commands, ArticleIds ids, Idempotency idempotency) {
        this.commands = commands;
        this.ids = ids;
        this.idempotency = idempotency;
    }

    RecordedArticle begin(UserId author, NewArticleRequest article, IdempotencyKey key) {
        Recorded<Beginning> begun = idempotency.create(
                key.by(author),
                () -> article,
                Creation.ofOne(
                        () -> ids.next().value(),
                        number -> commands.record(author, article.command(new ArticleId(number), author)),
                        number -> commands.recorded(new ArticleId(number).toString(), Beginning.class)));
        return RecordedArticle.of(begun);
    }
}
