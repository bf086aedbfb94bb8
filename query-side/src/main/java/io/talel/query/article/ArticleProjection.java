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
import io.talel.query.article.ArticleBatch.Begun;
import io.talel.query.article.ArticleBatch.Changed;
import io.talel.query.article.ArticleBatch.Removed;
import io.talel.query.projection.EventFold;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Keeps one row for each article, with its rendered text. A removed row is blanked; only its version stays. */
final class ArticleProjection implements EventFold<ArticleEvent, ArticleBatch> {

    /** Raise it when the same events give other rows than before, unless the renderer has changed. */
    private static final int ROWS_VERSION = 6;

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
    public ArticleBatch emptyBatch() {
        return new ArticleBatch();
    }

    @Override
    public Consumer<ArticleBatch> fold(ArticleEvent event, long version, Instant at) {
        return switch (event) {
            case ArticlePublished e -> begin(begun(e, true, version, at));
            case ArticleDrafted e -> begin(begun(e, false, version, at));
            case ArticleRevised e -> change(Changed.text(e.articleId(), version, text(e), at));
            case ArticleRetitled e -> change(Changed.title(e.articleId(), version, e.title(), text(e.content()), at));
            case SlugChanged e -> change(Changed.slug(e.articleId(), version, e.slug(), at));
            case DraftPublished e -> change(Changed.firstPublished(e.articleId(), version, at));
            case ArticleUnpublished e -> change(Changed.published(e.articleId(), version, false, at));
            case ArticleRepublished e -> change(Changed.published(e.articleId(), version, true, at));
            case ArticleScheduled e -> change(Changed.nothingShown(e.articleId(), version, at));
            case ScheduleCancelled e -> change(Changed.nothingShown(e.articleId(), version, at));
            case VersionPinned e -> change(Changed.pinned(e.articleId(), version, pin(e, at), at));
            case VersionUnpinned e -> change(Changed.pinned(e.articleId(), version, PinnedVersion.NONE, at));
            case ArticleTrashed e -> change(Changed.trashed(e.articleId(), version, true, at));
            case ArticleRestored e -> change(Changed.trashed(e.articleId(), version, false, at));
            case ArticleRemoved e -> remove(new Removed(e.articleId(), version, at));
        };
    }

    private static Consumer<ArticleBatch> begin(Begun row) {
        return batch -> batch.begin(row);
    }

    private static Consumer<ArticleBatch> change(Changed row) {
        return batch -> batch.change(row);
    }

    private static Consumer<ArticleBatch> remove(Removed row) {
        return batch -> batch.remove(row);
    }

    private Begun begun(Beginning event, boolean published, long version, Instant at) {
        return new Begun(
                event.articleId(),
                version,
                event.authorId(),
                event.slug(),
                event.title(),
                text(event.content()),
                published,
                false,
                null,
                at,
                at);
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
