package io.talel.kernel.article.view;

import java.util.List;
import java.util.Optional;

/**
 * One page of the public articles, newest first.
 *
 * @param articles fewer than asked for, even none, if the others are further down than one question looks
 * @param next where to go on; empty at the end of the list
 */
public record ArticleList(List<ArticleEntry> articles, Optional<ArticlePosition> next) {

    public ArticleList {
        articles = List.copyOf(articles);
    }
}
