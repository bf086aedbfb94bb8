package io.talel.gateway.article.history;

import io.talel.gateway.web.parameter.Instants;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticlePosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a page of a list begins, as its link says: {@code 2026-03-01T09:31:00.123456Z,42}. */
final class PastListPosition {

    private PastListPosition() {}

    /** Nothing means the beginning: articles that were published by then. */
    static ArticlePosition of(@Nullable String before, Instant at) {
        if (before == null) {
            return ArticlePosition.beginningAt(at);
        }
        String[] parts = before.split(",", 2);
        long id = parts.length < 2 ? 0 : VersionParameter.parse(parts[1]).orElse(0L);
        if (id == 0) {
            throw new InvalidValue("before", "must be that of a link");
        }
        Instant last = Instants.of("before", parts[0]);
        if (last.isAfter(at)) {
            throw new InvalidValue("before", "must not be later than 'at'");
        }
        return new ArticlePosition(last, new ArticleId(id));
    }

    static String text(ArticlePosition position) {
        return position.createdAt() + "," + position.articleId().value();
    }
}
