package io.talel.query.article;

import io.talel.kernel.article.view.TagCount;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statement on tags. */
final class TagReads {

    /** Tags by name. Parameters: name before the first, most tags. */
    static final String LIST = """
            SELECT tag, CAST(sum(articles) AS bigint) AS articles
            FROM read_model.tag_articles
            WHERE tag > ?
            GROUP BY tag
            HAVING sum(articles) > 0
            ORDER BY tag
            LIMIT ?
            """;

    private TagReads() {}

    static TagCount count(ResultSet row) throws SQLException {
        return new TagCount(row.getString("tag"), row.getLong("articles"));
    }
}
