package io.talel.kernel.article.history;

import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.user.UserId;
import java.util.Optional;

/**
 * An article as somebody saw it at an earlier version.
 *
 * @param bytes needed for its texts, with about as many for what is rendered of them
 * @param shown empty if it is larger than asked for
 */
public record PastArticle(int bytes, Optional<Shown> shown) {

    /**
     * @param article to readers with the text that they saw, and the time at which they first saw it
     * @param isOwn whether its author asks
     */
    public record Shown(UserId authorId, RecordedArticle article, boolean isOwn) {}
}
