package io.talel.query.article;

import io.talel.kernel.article.view.FeedArticle;
import io.talel.kernel.article.view.ListedUnder;
import io.talel.kernel.user.Username;
import io.talel.query.user.UserReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The statements on feeds, which find their articles as lists do. */
final class FeedReads {

    /**
     * The newest articles with what a feed shows of them. PostgreSQL knows the size of a text without reading it. Parameters: those
     * of {@link SearchReads#PAGE}, most bytes of all texts together, most bytes of one.
     */
    static final String ALL = feed(SearchReads.SHOWN);

    /** The same of one author. */
    static final String OF_AUTHOR = feed(SearchReads.OF_GIVEN_AUTHOR);

    /** The size of the HTML tells another rendering of the same version; PostgreSQL knows it without reading the text. */
    private static final String DIGEST = SearchReads.PAGE + """
            SELECT count(*) AS articles,
                   coalesce(bit_xor(hashtextextended(concat_ws(' ', slug, username, bytes), version)), 0) AS hash
            FROM page
            JOIN LATERAL (
                SELECT author_id, slug
                FROM read_model.article_entry entry
                WHERE id = page.id AND shown AND ${tagged}
                LIMIT 1
            ) entry ON true
            JOIN LATERAL (
                SELECT version, octet_length(html) AS bytes
                FROM read_model.article
                WHERE id = page.id
                LIMIT 1
            ) article ON true
            JOIN LATERAL (
                SELECT username
                FROM read_model.user_account
                WHERE id = entry.author_id
                LIMIT 1
            ) author ON true
            """;

    /** Digest of {@link #ALL}. Parameters: those of {@link SearchReads#PAGE}. */
    static final String DIGEST_OF_ALL = SearchReads.statement(DIGEST, SearchReads.SHOWN);

    /** Digest of {@link #OF_AUTHOR}. */
    static final String DIGEST_OF_AUTHOR = SearchReads.statement(DIGEST, SearchReads.OF_GIVEN_AUTHOR);

    /** Where readers find an article. Parameter: id. */
    static final String LISTS = """
            SELECT author.username,
                   ARRAY(SELECT DISTINCT lower(tag) FROM unnest(shown_tags) tag ORDER BY 1) AS tags
            FROM read_model.own_article
            JOIN read_model.article_labels USING (id)
            LEFT JOIN read_model.user_account author ON author.id = author_id
            WHERE own_article.id = ?
            """;

    private FeedReads() {}

    private static String feed(String source) {
        return SearchReads.statement(
                FEED.replace("${description}", FeedSummary.DESCRIPTION).replace("${beginning}", FeedSummary.BEGINNING),
                source);
    }

    private static final String FEED = SearchReads.PAGE + """
            SELECT id, created_at, updated_at, slug, title, meta_description, '' AS featured_image, tags, language, beginning,
                   author_id, author_version, author_username, author_location, author_avatar_url, NULL AS excerpt,
                   CASE WHEN together <= CAST(? AS bigint) THEN html END AS shown_html
            FROM (
                SELECT page.id, page.created_at, entry.updated_at, entry.slug, entry.title, entry.meta_description,
                       entry.tags, entry.language, entry.beginning, author.id AS author_id,
                       author.version AS author_version, author.username AS author_username,
                       author.location AS author_location, author.avatar_url AS author_avatar_url, content.html,
                       CASE WHEN content.bytes > 0 THEN
                           sum(content.bytes) OVER (ORDER BY page.created_at DESC, page.id DESC)
                       END AS together
                FROM page
                JOIN LATERAL (
                    SELECT author_id, updated_at, slug, title, ${description} AS meta_description,
                           tags, language,
                           ${beginning} AS beginning
                    FROM read_model.article_entry entry
                    WHERE id = page.id AND shown AND ${tagged}
                    LIMIT 1
                ) entry ON true
                JOIN LATERAL (
                    SELECT id, version, username, location, avatar_url
                    FROM read_model.user_account
                    WHERE id = entry.author_id
                    LIMIT 1
                ) author ON true
                LEFT JOIN LATERAL (
                    SELECT html, octet_length(html) AS bytes
                    FROM read_model.article
                    WHERE id = page.id AND octet_length(html) <= CAST(? AS integer)
                    LIMIT 1
                ) content ON true
            ) listed
            ORDER BY created_at DESC, id DESC
            """;

    static FeedArticle article(ResultSet row) throws SQLException {
        return new FeedArticle(
                ArticleListReads.entry(row), FeedSummary.of(row), Optional.ofNullable(row.getString("shown_html")));
    }

    static ListedUnder lists(ResultSet row) throws SQLException {
        return new ListedUnder(
                Optional.ofNullable(row.getString("username"))
                        .map(Username::new)
                        .filter(UserReads::canBeFound),
                List.of((String[]) row.getArray("tags").getArray()));
    }
}
