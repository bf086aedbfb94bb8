package io.talel.kernel.article.view;

import io.talel.kernel.user.UserView;
import java.util.List;
import java.util.Optional;

/**
 * One page of a user's articles, newest first; empty when the page is out of range.
 *
 * @param articles the articles; empty if they are too large together
 * @param large weights of the articles, to be asked for one by one, if they are too large together; empty otherwise
 * @param total how many articles the user has on all pages
 * @param next where to go on; empty at the end of the list
 */
public record UserArticlesPage(
        UserView user,
        List<ArticleView> articles,
        List<ArticleSize> large,
        long total,
        Optional<ArticlePosition> next) {

    public UserArticlesPage {
        articles = List.copyOf(articles);
        large = List.copyOf(large);
    }
}
