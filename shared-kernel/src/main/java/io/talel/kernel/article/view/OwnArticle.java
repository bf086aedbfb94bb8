package io.talel.kernel.article.view;

import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.user.UserId;
import java.util.Optional;

/**
 * An article as its author sees it.
 *
 * @param version version of the stream that the row shows
 * @param unpublishedEdits whether readers, if they see it, see an older version
 * @param bytes of the source, the HTML and the table of contents
 * @param article empty if it is larger than asked for
 */
public record OwnArticle(
        UserId authorId,
        long version,
        ArticleStatus status,
        boolean unpublishedEdits,
        int bytes,
        Optional<ArticleView> article) {}
