package io.talel.kernel.article;

import io.talel.kernel.user.UserView;
import java.util.List;

/**
 * One page of a user's articles, newest first; neither articles nor weights when the page is out of range.
 *
 * @param articles empty when together they are too large to be held at once
 * @param large the articles that are then to be asked for one by one; empty otherwise
 * @param total how many articles the user has on all pages
 */
public record UserArticlesPage(UserView user, List<ArticleView> articles, List<ArticleWeight> large, long total) {

    public UserArticlesPage {
        articles = List.copyOf(articles);
        large = List.copyOf(large);
    }
}
