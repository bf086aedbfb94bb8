package io.talel.query.article;

import io.talel.query.article.ArticleBatch.Begun;
import io.talel.query.article.ArticleBatch.Changed;
import io.talel.query.article.ArticleBatch.Pinned;
import io.talel.query.article.ArticleBatch.Removed;
import io.talel.query.projection.RowColumns;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;

/** The statements that write an {@link ArticleBatch}. */
final class ArticleWrites {

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

    static final RowStatement<Begun> UPSERT = new RowTable<Begun>(
                    "article", row -> row.id().value(), Begun::version)
            .upsert(RowColumns.<Begun>none()
                    .bigint("author_id", row -> row.authorId().value())
                    .text("slug", row -> row.slug().value())
                    .text("title", row -> row.title().value())
                    .all(TEXT, Begun::text)
                    .bool("published", Begun::published)
                    .bool("trashed", Begun::trashed)
                    .instant("created_at", Begun::createdAt)
                    .instant("updated_at", Begun::updatedAt));

    static final RowStatement<Changed> UPDATE = new RowTable<Changed>(
                    "article", row -> row.id().value(), Changed::version)
            .update(RowColumns.<Changed>none()
                    .text("slug", row -> row.slug() == null ? null : row.slug().value())
                    .text(
                            "title",
                            row -> row.title() == null ? null : row.title().value())
                    .all(TEXT, Changed::text)
                    .bool("published", Changed::published)
                    .bool("trashed", Changed::trashed)
                    .instant("created_at", Changed::createdAt)
                    .instant("updated_at", Changed::updatedAt));

    /** Comes after the statements that give rows their versions. */
    static final RowStatement<Pinned> PIN = new RowTable<Pinned>(
                    "article", row -> row.id().value(), Pinned::version)
            .complete(RowColumns.<Pinned>none()
                    .all(
                            RowColumns.<PinnedVersion.Version>none()
                                    .bigint("version", PinnedVersion.Version::number)
                                    .text("title", shown -> shown.title().value())
                                    .all(TEXT, PinnedVersion.Version::text)
                                    .instant("updated_at", PinnedVersion.Version::updatedAt)
                                    .prefixed("pinned_"),
                            row -> row.pin().version()));

    static final RowStatement<Removed> REMOVE = new RowTable<Removed>(
                    "article", row -> row.id().value(), Removed::version)
            .update(
                    RowColumns.<Removed>none()
                            .instant("created_at", Removed::updatedAt)
                            .instant("updated_at", Removed::updatedAt),
                    """
                    removed = true, published = false, trashed = false, slug = '', title = '', body = '', html = '',
                    table_of_contents = '', plain_text = '', meta_description = '', featured_image = '', tags = '{}',
                    language = '', dialect = '', pinned_version = NULL, pinned_title = NULL, pinned_body = NULL,
                    pinned_html = NULL, pinned_table_of_contents = NULL, pinned_plain_text = NULL,
                    pinned_meta_description = NULL, pinned_featured_image = NULL, pinned_tags = NULL,
                    pinned_language = NULL, pinned_dialect = NULL, pinned_updated_at = NULL""");

    private ArticleWrites() {}
}
