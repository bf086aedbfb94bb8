package io.talel.query.article;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowColumns;
import io.talel.query.projection.RowContent;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Columns of an article, null where a change leaves one as it is. A removed row is blanked: its version and author stay, and
 * both times are that of the removal.
 *
 * @param pin null in a new row too, which has none
 */
record ArticleColumns(
        @Nullable UserId authorId,
        @Nullable Slug slug,
        @Nullable Title title,
        @Nullable RevisedColumns text,
        @Nullable Boolean published,
        @Nullable Boolean trashed,
        @Nullable PinnedVersion pin,
        @Nullable Instant createdAt)
        implements RowContent<ArticleColumns> {

    private static final RowColumns<RevisedColumns> TEXT = RowColumns.<RevisedColumns>none()
            .text("body", text -> text.body().value())
            .text("html", text -> text.rendered().html())
            .text("table_of_contents", text -> text.rendered().tableOfContents())
            .text("plain_text", RevisedColumns::plainText)
            .text("meta_description", text -> text.metaDescription().value())
            .text("featured_image", text -> text.featuredImage().value())
            .texts("tags", text -> text.tags().values())
            .text("language", text -> text.language().value())
            .text("dialect", text -> text.dialect().value());

    private static final RowColumns<ArticleColumns> CHANGING = RowColumns.<ArticleColumns>none()
            .text("slug", ArticleColumns::slug, Slug::value)
            .text("title", ArticleColumns::title, Title::value)
            .all(TEXT, ArticleColumns::text)
            .bool("published", ArticleColumns::published)
            .bool("trashed", ArticleColumns::trashed)
            .instant("created_at", ArticleColumns::createdAt);

    private static final RowColumns<PinnedVersion> PINNED = RowColumns.<PinnedVersion>none()
            .all(
                    RowColumns.<PinnedVersion.Version>none()
                            .bigint("version", PinnedVersion.Version::number)
                            .text("title", shown -> shown.title().value())
                            .all(TEXT, PinnedVersion.Version::text)
                            .instant("updated_at", PinnedVersion.Version::updatedAt)
                            .prefixed("pinned_"),
                    PinnedVersion::version);

    static final RowTable<ArticleColumns> TABLE = new RowTable<>(
            RowStatement.upsert(
                    "article",
                    RowColumns.<ArticleColumns>none()
                            .bigint("author_id", ArticleColumns::authorId, UserId::value)
                            .all(CHANGING, row -> row)),
            RowStatement.update("article", CHANGING),
            RowStatement.complete("article", RowColumns.<ArticleColumns>none().all(PINNED, ArticleColumns::pin)),
            RowStatement.update("article", RowColumns.<Instant>none().instant("created_at", at -> at), """
                    removed = true, published = false, trashed = false, slug = '', title = '', body = '', html = '',
                    table_of_contents = '', plain_text = '', meta_description = '', featured_image = '', tags = '{}',
                    language = '', dialect = '', pinned_version = NULL, pinned_title = NULL, pinned_body = NULL,
                    pinned_html = NULL, pinned_table_of_contents = NULL, pinned_plain_text = NULL,
                    pinned_meta_description = NULL, pinned_featured_image = NULL, pinned_tags = NULL,
                    pinned_language = NULL, pinned_dialect = NULL, pinned_updated_at = NULL"""));

    static final ArticleColumns UNCHANGED = new ArticleColumns(null, null, null, null, null, null, null, null);

    static ArticleColumns slug(Slug slug) {
        return new ArticleColumns(null, slug, null, null, null, null, null, null);
    }

    static ArticleColumns title(Title title, RevisedColumns text) {
        return new ArticleColumns(null, null, title, text, null, null, null, null);
    }

    static ArticleColumns text(RevisedColumns text) {
        return new ArticleColumns(null, null, null, text, null, null, null, null);
    }

    /** The first publication counts as the creation. */
    static ArticleColumns firstPublished(Instant at) {
        return new ArticleColumns(null, null, null, null, true, null, null, at);
    }

    static ArticleColumns published(boolean published) {
        return new ArticleColumns(null, null, null, null, published, null, null, null);
    }

    static ArticleColumns trashed(boolean trashed) {
        return new ArticleColumns(null, null, null, null, null, trashed, null, null);
    }

    static ArticleColumns pinned(PinnedVersion pin) {
        return new ArticleColumns(null, null, null, null, null, null, pin, null);
    }

    @Override
    public ArticleColumns then(ArticleColumns later) {
        return new ArticleColumns(
                later.authorId == null ? authorId : later.authorId,
                later.slug == null ? slug : later.slug,
                later.title == null ? title : later.title,
                later.text == null ? text : later.text,
                later.published == null ? published : later.published,
                later.trashed == null ? trashed : later.trashed,
                later.pin == null ? pin : later.pin,
                later.createdAt == null ? createdAt : later.createdAt);
    }

    @Override
    public boolean needsCompletion() {
        return pin != null;
    }

    @Override
    public long length() {
        return (text == null ? 0 : text.length()) + (pin == null ? 0 : pin.length());
    }
}
