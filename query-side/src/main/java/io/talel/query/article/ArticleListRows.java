package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleEntry.Heading;
import io.talel.kernel.article.view.ArticleEntry.Part;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.TagCount;
import io.talel.query.user.UserRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements on lists of public articles and of tags. A page of a search costs a bounded number of rows, whatever is
 * searched for: first the newest articles are tested one by one, which finds what is frequent; if that does not fill the page,
 * the index tells all that match, which is cheap for what is rare. What is neither gets a page that is not full, and a place
 * where to go on.
 */
final class ArticleListRows {

    /** Newest articles that are tested. */
    static final int WINDOW = 1_000;

    /** Most articles that are read because the index names them. */
    static final int MAX_HITS = 2_000;

    /** Bytes of titles, descriptions and addresses of images from which on a page ends; one article alone may exceed them. */
    static final int MAX_PAGE_BYTES = 128 * 1024;

    /** Characters before and behind a word in an excerpt, which no text has. */
    private static final char START = '\2';

    private static final char STOP = '\3';

    /** Condition of the index of all articles in order of publication. */
    static final String SHOWN = "shown";

    /** The same of one author. */
    static final String OF_GIVEN_AUTHOR = "author_id = (SELECT author FROM given) AND NOT removed";

    /** Tags by name. Parameters: name before the first, most tags. */
    static final String TAGS = """
            SELECT tag, CAST(sum(articles) AS bigint) AS articles
            FROM read_model.tag_articles
            WHERE tag > ?
            GROUP BY tag
            HAVING sum(articles) > 0
            ORDER BY tag
            LIMIT ?
            """;

    /** All public articles. Parameters: words, tag, time and number of the position, username, most articles. */
    static final String ALL = list(SHOWN, WINDOW, MAX_HITS, MAX_PAGE_BYTES);

    /** As {@link #ALL}, of one author, whose hidden articles are passed over. */
    static final String OF_AUTHOR = list(OF_GIVEN_AUTHOR, WINDOW, MAX_HITS, MAX_PAGE_BYTES);

    private ArticleListRows() {}

    /** @param source condition of an index in order of publication */
    static String list(String source, int window, int maxHits, int maxPageBytes) {
        return statement(LIST.replace("${bytes}", String.valueOf(maxPageBytes)), source, window, maxHits);
    }

    /** @param statement that begins with {@link #PAGE} */
    static String statement(String statement, String source, int window, int maxHits) {
        return statement
                .replace("${source}", source)
                .replace("${tagged}", TAGGED)
                .replace("${window}", String.valueOf(window))
                .replace("${hits}", String.valueOf(maxHits));
    }

    private static final String TAGGED =
            "((SELECT tag FROM given) IS NULL OR (SELECT tag FROM given) IN (SELECT lower(tag) FROM unnest(entry.tags) tag))";

    /** Finds the articles of a page: their numbers and times, as {@code page}. */
    static final String PAGE = """
            WITH RECURSIVE given AS MATERIALIZED (
                SELECT nullif(CAST(? AS text), '')                                       AS words,
                       lower(nullif(CAST(? AS text), ''))                                AS tag,
                       CAST(? AS timestamptz)                                            AS before_at,
                       CAST(? AS bigint)                                                 AS before_id,
                       (SELECT id FROM read_model.user_account WHERE username = ? LIMIT 1) AS author,
                       CAST(? AS integer)                                                AS most
            ),
            -- Every configuration that there is, each by one look at an index, and at last null.
            used (configuration) AS (
                (SELECT configuration FROM read_model.article_search ORDER BY configuration LIMIT 1)
                UNION ALL
                SELECT (SELECT search.configuration FROM read_model.article_search search
                        WHERE search.configuration > used.configuration ORDER BY search.configuration LIMIT 1)
                FROM used
                WHERE used.configuration IS NOT NULL
            ),
            -- What is searched for, as each language has it. Without its order of words, a phrase is all its words.
            understood AS MATERIALIZED (
                SELECT configuration, query, lexemes, '''=' || configuration || '''' AS label,
                       CASE WHEN CAST(query AS text) NOT LIKE '%<%' THEN CAST(query AS text)
                            WHEN CAST(query AS text) NOT LIKE '%!%' THEN
                                regexp_replace(CAST(query AS text), '<(-|[0-9]+)>', '&', 'g')
                       END AS relaxed
                FROM given
                CROSS JOIN used
                CROSS JOIN LATERAL (
                    SELECT websearch_to_tsquery(CAST(configuration AS regconfig), words) AS query,
                           tsvector_to_array(to_tsvector(CAST(configuration AS regconfig), words)) AS lexemes
                ) parsed
                WHERE words IS NOT NULL AND configuration IS NOT NULL AND numnode(query) > 0
            ),
            -- candidates are null if the index cannot help.
            asked AS MATERIALIZED (
                SELECT words IS NULL OR searched IS NOT NULL AS possible,
                       exact,
                       CAST(searched AS tsquery) AS wanted,
                       CASE WHEN (words IS NULL AND tag IS NOT NULL) OR relaxed IS NOT NULL THEN
                           CAST(concat_ws(' & ', relaxed, label, '''@' || author || '''') AS tsquery)
                       END AS candidates
                FROM given
                CROSS JOIN LATERAL (
                    SELECT '''#' || replace(replace(tag, '\\', '\\\\'), '''', '''''') || '''' AS label
                ) tagged
                CROSS JOIN (
                    SELECT coalesce(bool_and(relaxed = CAST(query AS text)), true) AS exact,
                           '( ' || string_agg('( ' || CAST(query AS text) || ' ) & ' || label, ' | ') || ' )' AS searched,
                           CASE WHEN bool_and(relaxed IS NOT NULL) THEN
                               '( ' || string_agg('( ' || relaxed || ' ) & ' || label, ' | ') || ' )'
                           END AS relaxed
                    FROM understood
                ) search
            ),
            found AS MATERIALIZED (
                SELECT id, created_at
                FROM (
                    SELECT id, created_at, shown, tags
                    FROM read_model.article_entry
                    WHERE ${source}
                      AND (created_at, id) < ((SELECT before_at FROM given), (SELECT before_id FROM given))
                      AND (SELECT possible FROM asked)
                    ORDER BY created_at DESC, id DESC
                    LIMIT ${window}
                ) entry
                WHERE shown
                  AND ${tagged}
                  AND ((SELECT words FROM given) IS NULL OR (
                      SELECT search.words @@ (SELECT wanted FROM asked)
                      FROM read_model.article_search search
                      WHERE search.id = entry.id))
                LIMIT (SELECT most FROM given)
            ),
            -- The last of the newest, if they do not fill the page and there are more.
            edge AS MATERIALIZED (
                SELECT id, created_at
                FROM read_model.article_entry
                WHERE ${source}
                  AND (created_at, id) < ((SELECT before_at FROM given), (SELECT before_id FROM given))
                  AND (SELECT possible FROM asked)
                  AND (SELECT count(*) FROM found) < (SELECT most FROM given)
                ORDER BY created_at DESC, id DESC
                OFFSET ${window} - 1
                LIMIT 1
            ),
            hits AS MATERIALIZED (
                SELECT id, created_at, (SELECT exact FROM asked) OR words @@ (SELECT wanted FROM asked) AS matches
                FROM (
                    SELECT id, created_at, words
                    FROM read_model.article_search
                    WHERE words @@ (SELECT candidates FROM asked) AND EXISTS (SELECT FROM edge)
                    LIMIT ${hits} + 1
                ) named
            ),
            page AS MATERIALIZED (
                SELECT id, created_at
                FROM found
                UNION ALL
                SELECT hits.id, hits.created_at
                FROM hits
                JOIN edge ON (hits.created_at, hits.id) < (edge.created_at, edge.id)
                WHERE matches AND (SELECT count(*) FROM hits) <= ${hits}
                ORDER BY created_at DESC, id DESC
                LIMIT (SELECT most FROM given)
            )
            """;

    private static final String LIST = PAGE + """
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
                WHERE (SELECT candidates FROM asked) IS NULL OR (SELECT count(*) FROM hits) > ${hits}
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
            -- A thousand characters around the first word that is found, from the beginning of a word on.
            LEFT JOIN LATERAL (
                SELECT ts_headline(
                           CAST(understood.configuration AS regconfig),
                           CASE WHEN start = 1 THEN substr(entry.plain_text, 1, 1000)
                                ELSE regexp_replace(substr(entry.plain_text, start, 1000), '^\\S{0,40}\\s', '') END,
                           query,
                           'StartSel="\2", StopSel="\3", MinWords=20, MaxWords=40') AS excerpt
                FROM understood
                CROSS JOIN LATERAL (
                    SELECT greatest(coalesce(min(nullif(strpos(text, lexeme), 0)), 1) - 150, 1) AS start
                    FROM (SELECT lower(entry.plain_text) AS text OFFSET 0) lower_case
                    CROSS JOIN unnest(lexemes) lexeme
                ) place
                WHERE understood.configuration = read_model.search_configuration(entry.language)
            ) excerpt ON true
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
                next = Optional.of(ArticleRows.position(row, "further_"));
            }
            if (row.getObject("id") != null) {
                last = ArticleRows.position(row, "");
                if (row.getObject("slug") != null && row.getObject("author_id") != null) {
                    articles.add(entry(row));
                }
            }
        }
        return new ArticleList(articles, next);
    }

    static List<TagCount> tags(ResultSet row) throws SQLException {
        List<TagCount> tags = new ArrayList<>();
        while (row.next()) {
            tags.add(new TagCount(row.getString("tag"), row.getLong("articles")));
        }
        return tags;
    }

    static ArticleEntry entry(ResultSet row) throws SQLException {
        return new ArticleEntry(
                new ArticleId(row.getLong("id")),
                ArticleRows.instant(row, "created_at"),
                ArticleRows.instant(row, "updated_at"),
                new Slug(row.getString("slug")),
                new Heading(
                        new Title(row.getString("title")),
                        new MetaDescription(row.getString("meta_description")),
                        new FeaturedImage(row.getString("featured_image")),
                        ArticleRows.tags(row),
                        new Language(row.getString("language"))),
                UserRows.view(row, "author_"),
                excerpt(row.getString("excerpt")));
    }

    private static Optional<List<Part>> excerpt(@Nullable String headline) {
        if (headline == null) {
            return Optional.empty();
        }
        String marked = PlainText.readable(headline);
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (position < marked.length()) {
            boolean found = marked.charAt(position) == START;
            int start = found ? position + 1 : position;
            int end = marked.indexOf(found ? STOP : START, start);
            end = end < 0 ? marked.length() : end;
            if (end > start) {
                parts.add(new Part(marked.substring(start, end), found));
            }
            position = found ? end + 1 : end;
        }
        return Optional.of(parts);
    }
}
