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
import io.talel.kernel.article.view.ArticlePage;
import io.talel.kernel.article.view.ArticlePage.Neighbour;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.query.user.UserReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the statements on articles. Texts above the given size are null: PostgreSQL knows the size without reading them.
 * Statements name the views in the order in which a swap locks them, {@code read_model.article} last: otherwise a reader and the
 * swap wait for each other, and the swap gives up. A plan is made once and kept, so it has to know from the statement how few
 * rows there are: of a limit that is a parameter PostgreSQL expects a tenth of the table. No list has more than 101 rows.
 */
final class ArticleReads {

    /** Most bytes of articles in one answer; larger lists are loaded article by article. */
    static final long MAX_BYTES_TOGETHER = 1024 * 1024;

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

    /**
     * An author with the number of their articles and one page of these; a page without articles is one row without an article.
     * Articles are skipped by the index alone. Parameters: most bytes of a page, username, time and number of the position,
     * articles of a page and one more, articles skipped, articles of a page.
     */
    static final String OF_AUTHOR = """
            SELECT author.id         AS author_id,
                   author.version    AS author_version,
                   author.username   AS author_username,
                   author.location   AS author_location,
                   author.avatar_url AS author_avatar_url,
                   counted.total,
                   page.id, page.version, page.slug, page.title, page.meta_description, page.featured_image,
                   page.created_at, page.updated_at, page.tags, page.language, page.dialect, page.bytes, page.followed,
                   CASE WHEN page.together <= most THEN page.body END              AS body,
                   CASE WHEN page.together <= most THEN page.html END              AS html,
                   CASE WHEN page.together <= most THEN page.table_of_contents END AS table_of_contents
            FROM (SELECT CAST(? AS bigint) AS most) asked
            CROSS JOIN (SELECT * FROM read_model.user_account WHERE username = ? LIMIT 1) author
            CROSS JOIN LATERAL (
                SELECT CAST(coalesce(sum(articles), 0) AS bigint) AS total
                FROM read_model.author_articles
                WHERE author_id = author.id
            ) counted
            LEFT JOIN LATERAL (
                SELECT article.*, shown_tags AS tags, shown_language AS language, shown_dialect AS dialect, followed, bytes,
                       sum(bytes) OVER () AS together
                FROM read_model.article_labels
                JOIN (
                    SELECT id, followed
                    FROM (
                        SELECT id, row_number() OVER newest AS place, lead(id) OVER newest IS NOT NULL AS followed
                        FROM (
                            SELECT id, created_at
                            FROM read_model.article
                            WHERE author_id = author.id AND (created_at, id) < (?, ?)
                            ORDER BY created_at DESC, id DESC
                            LIMIT ? OFFSET ?
                        ) older
                        WINDOW newest AS (ORDER BY created_at DESC, id DESC)
                    ) numbered
                    WHERE place <= ?
                    LIMIT 101
                ) shown USING (id)
                JOIN read_model.article USING (id)
                CROSS JOIN LATERAL (
                    SELECT octet_length(body) + octet_length(html) + octet_length(table_of_contents) AS bytes
                ) weight
            ) page ON true
            ORDER BY page.created_at DESC, page.id DESC
            """;

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

    /** All rows of {@link #POSITIONS} or {@link #POSITIONS_OF_ALL}. */
    static List<ArticlePosition> positions(ResultSet row) throws SQLException {
        List<ArticlePosition> positions = new ArrayList<>();
        while (row.next()) {
            positions.add(position(row, ""));
        }
        return positions;
    }

    static ArticleOrSize found(ResultSet row, int maxBytes) throws SQLException {
        ArticleSize size = size(row);
        return size.bytes() > maxBytes ? size : page(row);
    }

    static ArticlePage page(ResultSet row) throws SQLException {
        return new ArticlePage(
                article(row),
                UserReads.view(row, "author_"),
                neighbour(row, "previous_title", "previous_slug"),
                neighbour(row, "next_title", "next_slug"));
    }

    /** All rows of {@link #OF_AUTHOR}. */
    static Optional<UserArticlesPage> pageOfAuthor(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        UserView author = UserReads.view(row, "author_");
        long total = row.getLong("total");
        List<ArticleView> articles = new ArrayList<>();
        List<ArticleSize> large = new ArrayList<>();
        Optional<ArticlePosition> next = Optional.empty();
        do {
            if (row.getObject("id") == null) {
                continue;
            }
            next = row.getBoolean("followed") ? Optional.of(position(row, "")) : Optional.empty();
            if (row.getObject("body") == null) {
                large.add(size(row));
            } else {
                articles.add(article(row));
            }
        } while (row.next());
        return Optional.of(new UserArticlesPage(author, articles, large, total, next));
    }

    private static ArticleSize size(ResultSet row) throws SQLException {
        return new ArticleSize(new ArticleId(row.getLong("id")), row.getLong("version"), row.getInt("bytes"));
    }

    private static ArticleView article(ResultSet row) throws SQLException {
        return new ArticleView(
                new ArticleId(row.getLong("id")),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
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

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Neighbour neighbour(ResultSet row, String title, String slug) throws SQLException {
        String found = row.getString(slug);
        return found == null ? null : new Neighbour(new Title(row.getString(title)), new Slug(found));
    }
}
