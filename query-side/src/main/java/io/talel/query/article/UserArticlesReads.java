package io.talel.query.article;

import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.UserView;
import io.talel.query.user.UserReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the page of a user's articles. Articles are left without their texts when these are too large together:
 * PostgreSQL knows the size without reading them. A plan is made once and kept, so it has to know from the statement how few
 * rows there are: of a limit that is a parameter PostgreSQL expects a tenth of the table. No list has more than 101 rows. The
 * order of the views is that of {@link ArticleReads}.
 */
final class UserArticlesReads {

    /** Most bytes of articles in one answer; larger lists are loaded article by article. */
    static final long MAX_BYTES_TOGETHER = 1024 * 1024;

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

    private UserArticlesReads() {}

    /** All rows of {@link #OF_AUTHOR}. */
    static Optional<UserArticlesPage> page(ResultSet row) throws SQLException {
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
            next = row.getBoolean("followed") ? Optional.of(ArticleReads.position(row, "")) : Optional.empty();
            if (row.getObject("body") == null) {
                large.add(ArticleReads.size(row));
            } else {
                articles.add(ArticleReads.article(row));
            }
        } while (row.next());
        return Optional.of(new UserArticlesPage(author, articles, large, total, next));
    }
}
