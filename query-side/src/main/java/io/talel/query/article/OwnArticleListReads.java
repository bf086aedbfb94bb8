package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.OwnArticleEntry;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads lists of articles for their author, whatever their status. */
final class OwnArticleListReads {

    /**
     * One page of an author's articles, without texts. Articles are skipped by the index alone. Parameters: author, status or
     * an empty text (twice), articles of a page, articles skipped.
     */
    static final String PAGE = """
            SELECT id, status, slug, title, meta_description, featured_image, created_at, updated_at, tags, language
            FROM (
                SELECT id
                FROM (
                    SELECT id
                    FROM read_model.own_article
                    WHERE author_id = ? AND (? = '' OR status = ?)
                    ORDER BY created_at DESC, id DESC
                    LIMIT ? OFFSET ?
                ) asked
                LIMIT 101
            ) shown
            JOIN read_model.own_article USING (id)
            JOIN read_model.article_labels USING (id)
            ORDER BY created_at DESC, id DESC
            """;

    private OwnArticleListReads() {}

    /** A row of {@link #PAGE}. */
    static OwnArticleEntry entry(ResultSet row) throws SQLException {
        return new OwnArticleEntry(
                new ArticleId(row.getLong("id")),
                ArticleStatus.of(row.getString("status")),
                ArticleReads.instant(row, "created_at"),
                ArticleReads.updatedAt(row),
                new Slug(row.getString("slug")),
                ArticleReads.heading(row));
    }
}
