package io.talel.kernel.article;

import io.talel.kernel.user.UserView;
import java.util.List;

/**
 * One page of a user's articles, newest first; empty when the page is out of range.
 *
 * @param articles the articles; empty if they are too large together
 * @param large weights of the articles, to be asked for one by one, if they are too large together; empty otherwise
 * @param total how many articles the user has on all pages
 */
public record UserArticlesPage(UserView user, List<ArticleView> articles, List<ArticleWeight> large, long total) {

    public UserArticlesPage {
        articles = List.copyOf(articles);
        large = List.copyOf(large);
    }
}
