package io.talel.kernel.article;

import io.talel.kernel.user.UserId;
import java.util.Optional;

/**
 * An article as its author sees it.
 *
 * @param bytes of the source, the HTML and the table of contents
 * @param article empty if it is larger than asked for
 */
public record OwnArticle(UserId authorId, ArticleStatus status, int bytes, Optional<ArticleView> article) {}
