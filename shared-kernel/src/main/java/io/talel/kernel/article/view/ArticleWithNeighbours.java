package io.talel.kernel.article.view;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserView;
import org.jspecify.annotations.Nullable;

/** An article with its author and its neighbours in order of first publication, across all authors. */
public record ArticleWithNeighbours(
        ArticleView article,
        UserView author,
        @Nullable Neighbour previous,
        @Nullable Neighbour next) implements ArticleOrSize {

    /** What a link to another article needs. */
    public record Neighbour(Title title, Slug slug) {}
}
