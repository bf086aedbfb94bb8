package io.talel.query.article;

import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticlePage.Neighbour;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An article with its author and its neighbours, joined by the view. */
@Entity
@Immutable
@Table(schema = "read_model", name = "article_page")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ArticlePageRow extends ArticleColumns {

    private long authorId;
    private long authorVersion;
    private String authorUsername;
    private String authorLocation;
    private String authorAvatarUrl;
    private @Nullable String previousTitle;
    private @Nullable String previousSlug;
    private @Nullable String nextTitle;
    private @Nullable String nextSlug;

    ArticlePage page() {
        UserView author = new UserView(
                new UserId(authorId), authorVersion, new Username(authorUsername), authorLocation, authorAvatarUrl);
        return new ArticlePage(
                article(), author, neighbour(previousTitle, previousSlug), neighbour(nextTitle, nextSlug));
    }

    private static @Nullable Neighbour neighbour(@Nullable String title, @Nullable String slug) {
        return title == null || slug == null ? null : new Neighbour(new Title(title), new Slug(slug));
    }
}
