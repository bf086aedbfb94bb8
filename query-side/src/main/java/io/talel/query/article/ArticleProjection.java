package io.talel.query.article;

import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.markdown.MarkdownRenderer;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.RowChange;
import io.talel.query.projection.RowChange.Changed;
import io.talel.query.projection.RowChange.Created;
import io.talel.query.projection.RowChange.Removed;
import io.talel.query.projection.RowTable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/** Keeps one row for each article, with its rendered text. A removed row is blanked; only its version stays. */
final class ArticleProjection implements EventFold<ArticleEvent, ArticleColumns> {

    /** Raise it when the same events give other rows than before, unless the renderer has changed. */
    private static final int ROWS_VERSION = 8;

    /** Both parts only grow, so every change of either is a new number. */
    static final int CODE_VERSION = ROWS_VERSION + MarkdownRenderer.VERSION;

    private final BiFunction<Markdown, Dialect, RenderedMarkdown> rendering;

    ArticleProjection(BiFunction<Markdown, Dialect, RenderedMarkdown> rendering) {
        this.rendering = rendering;
    }

    @Override
    public Class<ArticleEvent> events() {
        return ArticleEvent.class;
    }

    @Override
    public RowTable<ArticleColumns> table() {
        return ArticleColumns.TABLE;
    }

    @Override
    public RowChange<ArticleColumns> fold(ArticleEvent event, Instant at) {
        return switch (event) {
            case ArticlePublished e -> new Created<>(begun(e, true, at));
            case ArticleDrafted e -> new Created<>(begun(e, false, at));
            case ArticleRevised e -> new Changed<>(ArticleColumns.text(text(e)));
            case ArticleRetitled e -> new Changed<>(ArticleColumns.title(e.title(), text(e.content())));
            case SlugChanged e -> new Changed<>(ArticleColumns.slug(e.slug()));
            case DraftPublished _ -> new Changed<>(ArticleColumns.firstPublished(at));
            case ArticleUnpublished _ -> new Changed<>(ArticleColumns.published(false));
            case ArticleRepublished _ -> new Changed<>(ArticleColumns.published(true));
            case ArticleScheduled _, ScheduleCancelled _ -> new Changed<>(ArticleColumns.UNCHANGED);
            case VersionPinned e -> new Changed<>(ArticleColumns.pinned(pin(e, at)));
            case VersionUnpinned _ -> new Changed<>(ArticleColumns.pinned(PinnedVersion.NONE));
            case ArticleTrashed _ -> new Changed<>(ArticleColumns.trashed(true));
            case ArticleRestored _ -> new Changed<>(ArticleColumns.trashed(false));
            case ArticleRemoved _ -> new Removed<>();
        };
    }

    private ArticleColumns begun(Beginning event, boolean published, Instant at) {
        return new ArticleColumns(
                event.authorId(), event.slug(), event.title(), text(event.content()), published, false, null, at);
    }

    @Override
    public Optional<ToLongFunction<ArticleEvent>> length() {
        return Optional.of(ArticleProjection::lengthOf);
    }

    private static long lengthOf(ArticleEvent event) {
        return switch (event) {
            case Beginning e -> e.body().value().length();
            case ArticleRevised e -> e.body().value().length();
            case ArticleRetitled e -> e.body().value().length();
            case VersionPinned e -> e.body().value().length();
            case SlugChanged _,
                    DraftPublished _,
                    ArticleUnpublished _,
                    ArticleRepublished _,
                    ArticleScheduled _,
                    ScheduleCancelled _,
                    VersionUnpinned _,
                    ArticleTrashed _,
                    ArticleRestored _,
                    ArticleRemoved _ -> 0;
        };
    }

    private RevisedColumns text(ArticleRevised event) {
        RenderedMarkdown rendered = rendering.apply(event.body(), event.dialect());
        return new RevisedColumns(
                event.body(),
                rendered,
                SearchText.of(rendered.html()),
                event.metaDescription(),
                event.featuredImage(),
                event.tags(),
                event.language(),
                event.dialect());
    }

    private PinnedVersion pin(VersionPinned event, Instant at) {
        return new PinnedVersion(new PinnedVersion.Version(event.version(), event.title(), text(event.content()), at));
    }

    private RevisedColumns text(ArticleContent content) {
        return RevisedColumns.of(content, rendering.apply(content.body(), content.dialect()));
    }
}
