package io.talel.command.article;

import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import java.util.List;

/** Kinds of events of articles, by what they change. A new event is listed here. */
final class ArticleEventKinds {

    /** All of them. */
    static final List<Class<?>> ALL = List.of(ArticleEvent.class.getPermittedSubclasses());

    /** Events that give an article its title, and its texts. */
    static final List<Class<?>> TITLES = List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class);

    /** Events that give an article its texts. */
    static final List<Class<?>> CONTENTS =
            List.of(ArticlePublished.class, ArticleDrafted.class, ArticleRetitled.class, ArticleRevised.class);

    /** Events that give an article its slug. */
    static final List<Class<?>> SLUGS = List.of(ArticlePublished.class, ArticleDrafted.class, SlugChanged.class);

    static final List<Class<?>> PUBLICATIONS =
            List.of(ArticlePublished.class, DraftPublished.class, ArticleRepublished.class);

    static final List<Class<?>> HIDINGS = List.of(ArticleDrafted.class, ArticleUnpublished.class);

    /** What is news to readers at once, unless another version is pinned. */
    static final List<Class<?>> EDITS = List.of(ArticleRevised.class, ArticleRetitled.class, SlugChanged.class);

    static final List<Class<?>> PINS = List.of(VersionPinned.class, VersionUnpinned.class);

    private ArticleEventKinds() {}
}
