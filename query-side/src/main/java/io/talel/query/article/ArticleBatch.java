package io.talel.query.article;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The articles that one transaction writes: whole rows of new articles, the text of revised ones. A removed row is blanked;
 * only its version stays. An article that is published and removed in the same transaction is written first, then blanked.
 */
final class ArticleBatch implements RowBatch {

    record Published(
            ArticleId id,
            long version,
            UserId authorId,
            Slug slug,
            Title title,
            ArticleText text,
            Instant createdAt,
            Instant updatedAt) {

        Published with(Revised revision) {
            return new Published(
                    id, revision.version, authorId, slug, title, revision.text, createdAt, revision.updatedAt);
        }
    }

    record Revised(ArticleId id, long version, ArticleText text, Instant updatedAt) {}

    record Removed(ArticleId id, long version, Instant updatedAt) {}

    /** Characters from which on a batch is written; one more article may exceed it. */
    static final long FULL_LENGTH = 4L * 1024 * 1024;

    private static final RowStatement<Published> UPSERT =
            new RowStatement<>("article", """
            INSERT INTO ${schema}.article (version, body, html, table_of_contents, meta_description, featured_image,
                                           updated_at, id, author_id, slug, title, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET version           = excluded.version,
                body              = excluded.body,
                html              = excluded.html,
                table_of_contents = excluded.table_of_contents,
                meta_description  = excluded.meta_description,
                featured_image    = excluded.featured_image,
                updated_at        = excluded.updated_at,
                author_id         = excluded.author_id,
                slug              = excluded.slug,
                title             = excluded.title,
                created_at        = excluded.created_at
            WHERE article.version < excluded.version
            """, row -> row.id.value(), (statement, row) -> {
                setRevisable(statement, row.version, row.text, row.updatedAt);
                statement.setLong(8, row.id.value());
                statement.setLong(9, row.authorId.value());
                statement.setString(10, row.slug.value());
                statement.setString(11, row.title.value());
                RowStatement.setInstant(statement, 12, row.createdAt);
            });

    private static final RowStatement<Revised> UPDATE =
            new RowStatement<>("article", """
            UPDATE ${schema}.article
            SET version           = ?,
                body              = ?,
                html              = ?,
                table_of_contents = ?,
                meta_description  = ?,
                featured_image    = ?,
                updated_at        = ?
            WHERE id = ? AND version < ?
            """, row -> row.id.value(), (statement, row) -> {
                setRevisable(statement, row.version, row.text, row.updatedAt);
                statement.setLong(8, row.id.value());
                statement.setLong(9, row.version);
            });

    private static final RowStatement<Removed> REMOVE =
            new RowStatement<>("article", """
            UPDATE ${schema}.article
            SET version           = ?,
                removed           = true,
                slug              = '',
                title             = '',
                body              = '',
                html              = '',
                table_of_contents = '',
                meta_description  = '',
                featured_image    = '',
                updated_at        = ?
            WHERE id = ? AND version < ?
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.version);
                RowStatement.setInstant(statement, 2, row.updatedAt);
                statement.setLong(3, row.id.value());
                statement.setLong(4, row.version);
            });

    private final Map<ArticleId, Published> published = new LinkedHashMap<>();
    private final Map<ArticleId, Revised> revised = new LinkedHashMap<>();
    private final Map<ArticleId, Removed> removed = new LinkedHashMap<>();

    private long length;

    void publish(Published article) {
        length += article.text.length();
        published.put(article.id, article);
    }

    void revise(Revised revision) {
        length += revision.text.length();
        if (published.computeIfPresent(revision.id, (_, article) -> article.with(revision)) == null) {
            revised.put(revision.id, revision);
        }
    }

    void remove(Removed article) {
        revised.remove(article.id);
        removed.put(article.id, article);
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        UPSERT.execute(connection, schema, List.copyOf(published.values()));
        UPDATE.execute(connection, schema, List.copyOf(revised.values()));
        REMOVE.execute(connection, schema, List.copyOf(removed.values()));
    }

    @Override
    public boolean isFull() {
        return length >= FULL_LENGTH;
    }

    @Override
    public List<RowVersion> reached() {
        return Stream.of(
                        published.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        revised.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        removed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)))
                .flatMap(rows -> rows)
                .toList();
    }

    private static RowVersion reached(ArticleId id, long version, Instant at) {
        return new RowVersion(new StreamVersion(id.toString(), version), at);
    }

    /** Sets the first parameters of both statements. */
    private static void setRevisable(PreparedStatement statement, long version, ArticleText text, Instant updatedAt)
            throws SQLException {
        statement.setLong(1, version);
        statement.setString(2, text.body().value());
        statement.setString(3, text.rendered().html());
        statement.setString(4, text.rendered().tableOfContents());
        statement.setString(5, text.metaDescription().value());
        statement.setString(6, text.featuredImage().value());
        RowStatement.setInstant(statement, 7, updatedAt);
    }
}
