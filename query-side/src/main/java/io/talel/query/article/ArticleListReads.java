package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.query.user.UserReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on lists of public articles, searched ones included. {@link SearchReads} finds their articles. */
final class ArticleListReads {

    /** Bytes of titles, descriptions and addresses of images from which on a page ends; one article alone may exceed them. */
    static final int MAX_PAGE_BYTES = 128 * 1024;

    /** All public articles. Parameters: those of {@link SearchReads#PAGE}. */
    static final String ALL = list(SearchReads.SHOWN, SearchReads.WINDOW, SearchReads.MAX_HITS, MAX_PAGE_BYTES);

    /** As {@link #ALL}, of one author, whose hidden articles are passed over. */
    static final String OF_AUTHOR =
            list(SearchReads.OF_GIVEN_AUTHOR, SearchReads.WINDOW, SearchReads.MAX_HITS, MAX_PAGE_BYTES);

    private ArticleListReads() {}

    /** @param source condition of an index in order of publication */
    static String list(String source, int window, int maxHits, int maxPageBytes) {
        return SearchReads.statement(
                LIST.replace("${bytes}", String.valueOf(maxPageBytes)).replace("${excerpt}", SearchExcerpt.JOIN),
                source,
                window,
                maxHits);
    }

    private static final String LIST = SearchReads.PAGE + SearchExcerpt.SOUGHT + """
            -- Of an article that is beyond the bytes of the page, only its place is read.
            SELECT entry.id, entry.created_at, before < ${bytes} AS fits,
                   further.id AS further_id, further.created_at AS further_created_at,
                   entry.updated_at, entry.slug, entry.title, entry.tags, entry.language,
                   CASE WHEN before < ${bytes} THEN entry.meta_description END AS meta_description,
                   CASE WHEN before < ${bytes} THEN entry.featured_image END AS featured_image,
                   author.id AS author_id, author.version AS author_version, author.username AS author_username,
                   author.location AS author_location, author.avatar_url AS author_avatar_url, excerpt.excerpt
            FROM (SELECT) once
            LEFT JOIN (
                SELECT id, created_at
                FROM edge
                WHERE NOT (SELECT pays FROM listing) OR (SELECT count(*) FROM hits) > ${hits}
            ) further ON true
            LEFT JOIN (
                SELECT *, sum(bytes) OVER (ORDER BY created_at DESC, id DESC) - bytes AS before
                FROM (
                    SELECT page.id, page.created_at, shown.*, coalesce(
                               octet_length(title) + octet_length(meta_description) + octet_length(featured_image), 0) AS bytes
                    FROM page
                    LEFT JOIN LATERAL (
                        SELECT author_id, updated_at, slug, title, meta_description, featured_image, tags, language, plain_text
                        FROM read_model.article_entry entry
                        WHERE id = page.id AND shown AND ${tagged}
                        LIMIT 1
                    ) shown ON true
                ) weighed
            ) entry ON true
            LEFT JOIN LATERAL (
                SELECT id, version, username, location, avatar_url
                FROM read_model.user_account
                WHERE id = entry.author_id
                LIMIT 1
            ) author ON true
            ${excerpt}
            ORDER BY entry.created_at DESC, entry.id DESC
            """;

    /** @param limit articles a page; one more tells that there is a next page */
    static ArticleList list(ResultSet row, int limit) throws SQLException {
        List<ArticleEntry> articles = new ArrayList<>();
        Optional<ArticlePosition> next = Optional.empty();
        ArticlePosition last = ArticlePosition.BEGINNING;
        for (int i = 0; row.next(); i++) {
            if (i == limit || (row.getObject("id") != null && !row.getBoolean("fits"))) {
                return new ArticleList(articles, Optional.of(last));
            }
            if (row.getObject("further_id") != null) {
                next = Optional.of(ArticleReads.position(row, "further_"));
            }
            if (row.getObject("id") != null) {
                last = ArticleReads.position(row, "");
                if (row.getObject("slug") != null && row.getObject("author_id") != null) {
                    articles.add(entry(row));
                }
            }
        }
        return new ArticleList(articles, next);
    }

    static ArticleEntry entry(ResultSet row) throws SQLException {
        return new ArticleEntry(
                new ArticleId(row.getLong("id")),
                ArticleReads.instant(row, "created_at"),
                ArticleReads.updatedAt(row),
                new Slug(row.getString("slug")),
                ArticleReads.heading(row),
                UserReads.view(row, "author_"),
                SearchExcerpt.parts(row.getString("excerpt")));
    }
}
