package io.talel.kernel.article;

import io.talel.kernel.user.UserView;
import java.util.List;

/**
 * One page of a user's articles, newest first; no articles when the page is out of range.
 *
 * @param total how many articles the user has on all pages
 */
public record UserArticlesPage(UserView user, List<ArticleView> articles, long total) {

    public UserArticlesPage {
        articles = List.copyOf(articles);
    }
}
