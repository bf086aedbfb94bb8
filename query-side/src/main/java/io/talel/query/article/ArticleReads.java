package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.ArticleWithNeighbours.Neighbour;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.kernel.user.UserId;
import io.talel.query.user.UserReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the statements on articles. Texts above the given size are null: PostgreSQL knows the size without reading them.
 * Statements name the views in the order in which a swap locks them, {@code read_model.article} last: otherwise a reader and the
 * swap wait for each other, and the swap gives up.
 */
final class ArticleReads {

    private static final String PAGE = """
            SELECT author_id, author_version, author_username, author_location, author_avatar_url,
                   id, version, slug, title, meta_description, featured_image, created_at, updated_at, bytes,
                   CASE WHEN bytes <= most THEN body END              AS body,
                   CASE WHEN bytes <= most THEN html END              AS html,
                   CASE WHEN bytes <= most THEN table_of_contents END AS table_of_contents,
                   previous_title, previous_slug, next_title, next_slug, shown_tags AS tags, shown_language AS language,
                   shown_dialect AS dialect
            FROM read_model.article_labels
            JOIN read_model.article_page USING (id)
            CROSS JOIN LATERAL (
                SELECT octet_length(body) + octet_length(html) + octet_length(table_of_contents) AS bytes,
                       CAST(? AS integer) AS most
            ) weight
            """;

    /** An article with its author and its neighbours. Parameters: most bytes, slug. */
    static final String WITH_SLUG = PAGE + "WHERE slug = ?";

    /** As {@link #WITH_SLUG}. Parameters: most bytes, id. */
    static final String WITH_ID = PAGE + "WHERE id = ?";

    /** Which articles of an author come after one in their list. Parameters: author, time and id of the one, most articles. */
    static final String POSITIONS = """
            SELECT id, created_at
            FROM read_model.article
            WHERE author_id = ? AND (created_at, id) < (?, ?)
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """;

    /** As {@link #POSITIONS}, of all authors: the index of the order alone is read. Parameters: those behind the author. */
    static final String POSITIONS_OF_ALL = """
            SELECT id, created_at
            FROM read_model.article_entry
            WHERE shown AND (created_at, id) < (?, ?)
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """;

    /** An article as its author sees it. Parameters: most bytes, id. */
    static final String OWN = """
            SELECT author_id, status,
                   id, version, slug, title, meta_description, featured_image, created_at, updated_at, bytes,
                   CASE WHEN bytes <= most THEN body END              AS body,
                   CASE WHEN bytes <= most THEN html END              AS html,
                   CASE WHEN bytes <= most THEN table_of_contents END AS table_of_contents,
                   tags, language, dialect, unpublished_edits
            FROM read_model.own_article
            JOIN read_model.article_labels USING (id)
            CROSS JOIN LATERAL (
                SELECT octet_length(body) + octet_length(html) + octet_length(table_of_contents) AS bytes,
                       CAST(? AS integer) AS most
            ) weight
            WHERE id = ?
            """;

    private ArticleReads() {}

    static OwnArticle own(ResultSet row) throws SQLException {
        return new OwnArticle(
                new UserId(row.getLong("author_id")),
                row.getLong("version"),
                ArticleStatus.of(row.getString("status")),
                row.getBoolean("unpublished_edits"),
                row.getInt("bytes"),
                row.getObject("body") == null ? Optional.empty() : Optional.of(article(row)));
    }

    static ArticleOrSize found(ResultSet row, int maxBytes) throws SQLException {
        ArticleSize size = size(row);
        return size.bytes() > maxBytes ? size : page(row);
    }

    static ArticleWithNeighbours page(ResultSet row) throws SQLException {
        return new ArticleWithNeighbours(
                article(row),
                UserReads.view(row, "author_"),
                neighbour(row, "previous_title", "previous_slug"),
                neighbour(row, "next_title", "next_slug"));
    }

    static ArticleSize size(ResultSet row) throws SQLException {
        return new ArticleSize(
                new ArticleId(row.getLong("id")),
                row.getLong("version"),
                new Slug(row.getString("slug")),
                row.getInt("bytes"));
    }

    static ArticleView article(ResultSet row) throws SQLException {
        return new ArticleView(
                new ArticleId(row.getLong("id")),
                row.getLong("version"),
                instant(row, "created_at"),
                updatedAt(row),
                new Slug(row.getString("slug")),
                new ArticleContent(
                        new Title(row.getString("title")),
                        new Markdown(row.getString("body")),
                        new MetaDescription(row.getString("meta_description")),
                        new FeaturedImage(row.getString("featured_image")),
                        tags(row),
                        new Language(row.getString("language")),
                        new Dialect(row.getString("dialect"))),
                new RenderedMarkdown(row.getString("html"), row.getString("table_of_contents")));
    }

    static Heading heading(ResultSet row) throws SQLException {
        return new Heading(
                new Title(row.getString("title")),
                new MetaDescription(row.getString("meta_description")),
                new FeaturedImage(row.getString("featured_image")),
                tags(row),
                new Language(row.getString("language")));
    }

    /** @param prefix prefix of the columns of an article */
    static ArticlePosition position(ResultSet row, String prefix) throws SQLException {
        return new ArticlePosition(instant(row, prefix + "created_at"), new ArticleId(row.getLong(prefix + "id")));
    }

    private static Tags tags(ResultSet row) throws SQLException {
        String[] tags = (String[]) row.getArray("tags").getArray();
        return tags.length == 0 ? Tags.NONE : new Tags(List.of(tags));
    }

    /**
     * When readers saw this version first. Not before the article was created: the version of a planned article is pinned a
     * moment before it is published. {@link SitemapReads} says so in SQL.
     */
    static Instant updatedAt(ResultSet row) throws SQLException {
        Instant created = instant(row, "created_at");
        Instant updated = instant(row, "updated_at");
        return updated.isBefore(created) ? created : updated;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Neighbour neighbour(ResultSet row, String title, String slug) throws SQLException {
        String found = row.getString(slug);
        return found == null ? null : new Neighbour(new Title(row.getString(title)), new Slug(found));
    }
}
