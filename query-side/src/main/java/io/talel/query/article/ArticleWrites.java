package io.talel.query.article;

import io.talel.kernel.article.content.Tags;
import io.talel.query.article.ArticleBatch.Begun;
import io.talel.query.article.ArticleBatch.Changed;
import io.talel.query.article.ArticleBatch.Pinned;
import io.talel.query.article.ArticleBatch.Removed;
import io.talel.query.projection.RowStatement;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The statements that write an {@link ArticleBatch}. */
final class ArticleWrites {

    static final RowStatement<Begun> UPSERT =
            new RowStatement<>("article", """
            INSERT INTO ${schema}.article (id, version, author_id, slug, title, body, html, table_of_contents,
                                           plain_text, meta_description, featured_image, tags, language, dialect,
                                           published, trashed, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET version           = excluded.version,
                author_id         = excluded.author_id,
                slug              = excluded.slug,
                title             = excluded.title,
                body              = excluded.body,
                html              = excluded.html,
                table_of_contents = excluded.table_of_contents,
                plain_text        = excluded.plain_text,
                meta_description  = excluded.meta_description,
                featured_image    = excluded.featured_image,
                tags              = excluded.tags,
                language          = excluded.language,
                dialect           = excluded.dialect,
                published         = excluded.published,
                trashed           = excluded.trashed,
                created_at        = excluded.created_at,
                updated_at        = excluded.updated_at
            WHERE article.version < excluded.version
            """, row -> row.id().value(), (statement, row) -> {
                statement.setLong(1, row.id().value());
                statement.setLong(2, row.version());
                statement.setLong(3, row.authorId().value());
                statement.setString(4, row.slug().value());
                statement.setString(5, row.title().value());
                setText(statement, 6, row.text());
                statement.setBoolean(15, row.published());
                statement.setBoolean(16, row.trashed());
                RowStatement.setInstant(statement, 17, row.createdAt());
                RowStatement.setInstant(statement, 18, row.updatedAt());
            });

    static final RowStatement<Changed> UPDATE =
            new RowStatement<>("article", """
            UPDATE ${schema}.article
            SET version           = ?,
                slug              = coalesce(?, slug),
                title             = coalesce(?, title),
                body              = coalesce(?, body),
                html              = coalesce(?, html),
                table_of_contents = coalesce(?, table_of_contents),
                plain_text        = coalesce(?, plain_text),
                meta_description  = coalesce(?, meta_description),
                featured_image    = coalesce(?, featured_image),
                tags              = coalesce(?, tags),
                language          = coalesce(?, language),
                dialect           = coalesce(?, dialect),
                published         = coalesce(?, published),
                trashed           = coalesce(?, trashed),
                created_at        = coalesce(?, created_at),
                updated_at        = ?
            WHERE id = ? AND version < ?
            """, row -> row.id().value(), (statement, row) -> {
                statement.setLong(1, row.version());
                statement.setString(2, row.slug() == null ? null : row.slug().value());
                statement.setString(3, row.title() == null ? null : row.title().value());
                setText(statement, 4, row.text());
                statement.setObject(13, row.published(), Types.BOOLEAN);
                statement.setObject(14, row.trashed(), Types.BOOLEAN);
                RowStatement.setInstant(statement, 15, row.createdAt());
                RowStatement.setInstant(statement, 16, row.updatedAt());
                statement.setLong(17, row.id().value());
                statement.setLong(18, row.version());
            });

    /** Comes after the statements that give rows their versions. */
    static final RowStatement<Pinned> PIN =
            new RowStatement<>("article", """
            UPDATE ${schema}.article
            SET pinned_version           = ?,
                pinned_title             = ?,
                pinned_body              = ?,
                pinned_html              = ?,
                pinned_table_of_contents = ?,
                pinned_plain_text        = ?,
                pinned_meta_description  = ?,
                pinned_featured_image    = ?,
                pinned_tags              = ?,
                pinned_language          = ?,
                pinned_dialect           = ?,
                pinned_updated_at        = ?
            WHERE id = ? AND version = ?
            """, row -> row.id().value(), (statement, row) -> {
                Pin.Version shown = row.pin().version();
                statement.setObject(1, shown == null ? null : shown.number(), Types.BIGINT);
                statement.setString(2, shown == null ? null : shown.title().value());
                setText(statement, 3, shown == null ? null : shown.text());
                RowStatement.setInstant(statement, 12, shown == null ? null : shown.updatedAt());
                statement.setLong(13, row.id().value());
                statement.setLong(14, row.version());
            });

    static final RowStatement<Removed> REMOVE =
            new RowStatement<>("article", """
            UPDATE ${schema}.article
            SET version                  = ?,
                removed                  = true,
                published                = false,
                trashed                  = false,
                slug                     = '',
                title                    = '',
                body                     = '',
                html                     = '',
                table_of_contents        = '',
                plain_text               = '',
                meta_description         = '',
                featured_image           = '',
                tags                     = '{}',
                language                 = '',
                dialect                  = '',
                pinned_version           = NULL,
                pinned_title             = NULL,
                pinned_body              = NULL,
                pinned_html              = NULL,
                pinned_table_of_contents = NULL,
                pinned_plain_text        = NULL,
                pinned_meta_description  = NULL,
                pinned_featured_image    = NULL,
                pinned_tags              = NULL,
                pinned_language          = NULL,
                pinned_dialect           = NULL,
                pinned_updated_at        = NULL,
                created_at               = ?,
                updated_at               = ?
            WHERE id = ? AND version < ?
            """, row -> row.id().value(), (statement, row) -> {
                statement.setLong(1, row.version());
                RowStatement.setInstant(statement, 2, row.updatedAt());
                RowStatement.setInstant(statement, 3, row.updatedAt());
                statement.setLong(4, row.id().value());
                statement.setLong(5, row.version());
            });

    private ArticleWrites() {}

    /** Sets nine parameters, to null if the text stays. */
    private static void setText(PreparedStatement statement, int first, @Nullable ArticleText text)
            throws SQLException {
        statement.setString(first, text == null ? null : text.body().value());
        statement.setString(first + 1, text == null ? null : text.rendered().html());
        statement.setString(first + 2, text == null ? null : text.rendered().tableOfContents());
        statement.setString(first + 3, text == null ? null : text.plainText());
        statement.setString(
                first + 4, text == null ? null : text.metaDescription().value());
        statement.setString(
                first + 5, text == null ? null : text.featuredImage().value());
        statement.setArray(first + 6, text == null ? null : array(statement, text.tags()));
        statement.setString(first + 7, text == null ? null : text.language().value());
        statement.setString(first + 8, text == null ? null : text.dialect().value());
    }

    private static Array array(PreparedStatement statement, Tags tags) throws SQLException {
        return statement.getConnection().createArrayOf("text", tags.values().toArray());
    }
}
