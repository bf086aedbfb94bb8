package io.talel.query.article;

import static java.util.Objects.requireNonNullElse;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowVersion;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The articles that one transaction writes: whole rows of new articles, changed columns of the others. A removed row is blanked:
 * its version and author stay, and both times are that of the removal. An article that is begun and removed in the same
 * transaction is written first, then blanked.
 */
final class ArticleBatch implements RowBatch {

    /** A pin of null is none: no event has pinned a version. */
    record Begun(
            ArticleId id,
            long version,
            UserId authorId,
            Slug slug,
            Title title,
            ArticleText text,
            boolean published,
            boolean trashed,
            @Nullable Pin pin,
            Instant createdAt,
            Instant updatedAt) {

        Begun with(Changed change) {
            return new Begun(
                    id,
                    change.version,
                    authorId,
                    requireNonNullElse(change.slug, slug),
                    requireNonNullElse(change.title, title),
                    requireNonNullElse(change.text, text),
                    requireNonNullElse(change.published, published),
                    requireNonNullElse(change.trashed, trashed),
                    change.pin == null ? pin : change.pin,
                    requireNonNullElse(change.createdAt, createdAt),
                    change.updatedAt);
        }
    }

    /** A null column stays as it is. */
    record Changed(
            ArticleId id,
            long version,
            @Nullable Slug slug,
            @Nullable Title title,
            @Nullable ArticleText text,
            @Nullable Boolean published,
            @Nullable Boolean trashed,
            @Nullable Pin pin,
            @Nullable Instant createdAt,
            Instant updatedAt) {

        static Changed slug(ArticleId id, long version, Slug slug, Instant at) {
            return new Changed(id, version, slug, null, null, null, null, null, null, at);
        }

        static Changed title(ArticleId id, long version, Title title, ArticleText text, Instant at) {
            return new Changed(id, version, null, title, text, null, null, null, null, at);
        }

        static Changed text(ArticleId id, long version, ArticleText text, Instant at) {
            return new Changed(id, version, null, null, text, null, null, null, null, at);
        }

        /** The first publication counts as the creation. */
        static Changed firstPublished(ArticleId id, long version, Instant at) {
            return new Changed(id, version, null, null, null, true, null, null, at, at);
        }

        static Changed published(ArticleId id, long version, boolean published, Instant at) {
            return new Changed(id, version, null, null, null, published, null, null, null, at);
        }

        static Changed trashed(ArticleId id, long version, boolean trashed, Instant at) {
            return new Changed(id, version, null, null, null, null, trashed, null, null, at);
        }

        static Changed pinned(ArticleId id, long version, Pin pin, Instant at) {
            return new Changed(id, version, null, null, null, null, null, pin, null, at);
        }

        static Changed nothingShown(ArticleId id, long version, Instant at) {
            return new Changed(id, version, null, null, null, null, null, null, null, at);
        }

        Changed then(Changed later) {
            return new Changed(
                    id,
                    later.version,
                    later.slug == null ? slug : later.slug,
                    later.title == null ? title : later.title,
                    later.text == null ? text : later.text,
                    later.published == null ? published : later.published,
                    later.trashed == null ? trashed : later.trashed,
                    later.pin == null ? pin : later.pin,
                    later.createdAt == null ? createdAt : later.createdAt,
                    later.updatedAt);
        }
    }

    private record Pinned(ArticleId id, long version, Pin pin) {}

    record Removed(ArticleId id, long version, Instant updatedAt) {}

    /** Characters from which on a batch is written; one more article may exceed it. */
    static final long FULL_LENGTH = 4L * 1024 * 1024;

    private static final RowStatement<Begun> UPSERT =
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
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.id.value());
                statement.setLong(2, row.version);
                statement.setLong(3, row.authorId.value());
                statement.setString(4, row.slug.value());
                statement.setString(5, row.title.value());
                setText(statement, 6, row.text);
                statement.setBoolean(15, row.published);
                statement.setBoolean(16, row.trashed);
                RowStatement.setInstant(statement, 17, row.createdAt);
                RowStatement.setInstant(statement, 18, row.updatedAt);
            });

    private static final RowStatement<Changed> UPDATE =
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
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.version);
                statement.setString(2, row.slug == null ? null : row.slug.value());
                statement.setString(3, row.title == null ? null : row.title.value());
                setText(statement, 4, row.text);
                statement.setObject(13, row.published, Types.BOOLEAN);
                statement.setObject(14, row.trashed, Types.BOOLEAN);
                RowStatement.setInstant(statement, 15, row.createdAt);
                RowStatement.setInstant(statement, 16, row.updatedAt);
                statement.setLong(17, row.id.value());
                statement.setLong(18, row.version);
            });

    /** Comes after the statements that give rows their versions. */
    private static final RowStatement<Pinned> PIN =
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
            """, row -> row.id.value(), (statement, row) -> {
                Pin.Version shown = row.pin.version();
                statement.setObject(1, shown == null ? null : shown.number(), Types.BIGINT);
                statement.setString(2, shown == null ? null : shown.title().value());
                setText(statement, 3, shown == null ? null : shown.text());
                RowStatement.setInstant(statement, 12, shown == null ? null : shown.updatedAt());
                statement.setLong(13, row.id.value());
                statement.setLong(14, row.version);
            });

    private static final RowStatement<Removed> REMOVE =
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
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.version);
                RowStatement.setInstant(statement, 2, row.updatedAt);
                RowStatement.setInstant(statement, 3, row.updatedAt);
                statement.setLong(4, row.id.value());
                statement.setLong(5, row.version);
            });

    private final Map<ArticleId, Begun> begun = new LinkedHashMap<>();
    private final Map<ArticleId, Changed> changed = new LinkedHashMap<>();
    private final Map<ArticleId, Removed> removed = new LinkedHashMap<>();

    private long length;

    void begin(Begun article) {
        length += article.text.length();
        begun.put(article.id, article);
    }

    void change(Changed change) {
        length += change.text == null ? 0 : change.text.length();
        length += change.pin == null ? 0 : change.pin.length();
        if (begun.computeIfPresent(change.id, (_, article) -> article.with(change)) == null) {
            changed.merge(change.id, change, Changed::then);
        }
    }

    void remove(Removed article) {
        changed.remove(article.id);
        removed.put(article.id, article);
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        UPSERT.execute(connection, schema, List.copyOf(begun.values()));
        UPDATE.execute(connection, schema, List.copyOf(changed.values()));
        PIN.execute(connection, schema, pinned());
        REMOVE.execute(connection, schema, List.copyOf(removed.values()));
    }

    private List<Pinned> pinned() {
        List<Pinned> pinned = new ArrayList<>();
        begun.forEach((id, row) -> addPinned(pinned, id, row.version, row.pin));
        changed.forEach((id, row) -> addPinned(pinned, id, row.version, row.pin));
        return pinned;
    }

    private static void addPinned(List<Pinned> pinned, ArticleId id, long version, @Nullable Pin pin) {
        if (pin != null) {
            pinned.add(new Pinned(id, version, pin));
        }
    }

    @Override
    public boolean isFull() {
        return length >= FULL_LENGTH;
    }

    @Override
    public List<RowVersion> reached() {
        return Stream.of(
                        begun.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        changed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        removed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)))
                .flatMap(rows -> rows)
                .toList();
    }

    private static RowVersion reached(ArticleId id, long version, Instant at) {
        return new RowVersion(new StreamVersion(id.toString(), version), at);
    }

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
