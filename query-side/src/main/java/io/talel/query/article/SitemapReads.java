package io.talel.query.article;

import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.SitemapEntry;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements on the addresses of all articles. The index of their order has all that is read. */
final class SitemapReads {

    static final String COUNT = "SELECT CAST(coalesce(sum(articles), 0) AS bigint) FROM read_model.author_articles";

    /** Oldest first. Parameters: time and number of the position, most articles, articles skipped. */
    static final String LIST = """
            SELECT id, created_at, slug, greatest(created_at, updated_at) AS updated_at
            FROM read_model.article_entry
            WHERE shown AND (created_at, id) > (?, ?)
            ORDER BY created_at, id
            LIMIT ? OFFSET ?
            """;

    /** Digest of {@link #LIST} from the oldest on. Parameters: most articles, articles skipped. */
    static final String DIGEST = """
            SELECT count(*) AS articles,
                   coalesce(bit_xor(hashtextextended(slug, CAST(extract(epoch FROM updated_at) * 1000000 AS bigint))), 0) AS hash
            FROM (
                SELECT slug, greatest(created_at, updated_at) AS updated_at
                FROM read_model.article_entry
                WHERE shown
                ORDER BY created_at, id
                LIMIT ? OFFSET ?
            ) listed
            """;

    private SitemapReads() {}

    static SitemapEntry entry(ResultSet row) throws SQLException {
        return new SitemapEntry(
                ArticleReads.position(row, ""),
                new Slug(row.getString("slug")),
                ArticleReads.instant(row, "updated_at"));
    }

    static ListDigest digest(ResultSet row) throws SQLException {
        return new ListDigest(row.getLong("articles"), row.getLong("hash"));
    }
}
