package io.talel.query.article;

/**
 * Finds the articles of a page of a list, of a search or of a feed. A page of a search costs a bounded number of rows, whatever
 * is searched for: first the newest articles are tested one by one, which finds what is frequent; if that does not fill the page,
 * the index tells all that match, which is cheap for what is rare. What is neither gets a page that is not full, and a place
 * where to go on.
 */
final class SearchReads {

    /** Newest articles that are tested. */
    static final int WINDOW = 1_000;

    /** Most articles that are read because the index names them. */
    static final int MAX_HITS = 2_000;

    /** Condition of the index of all articles in order of publication. */
    static final String SHOWN = "shown";

    /** The same of one author. */
    static final String OF_GIVEN_AUTHOR = "author_id = (SELECT author FROM given) AND NOT removed";

    private static final String TAGGED =
            "((SELECT tag FROM given) IS NULL OR (SELECT tag FROM given) IN (SELECT lower(tag) FROM unnest(entry.tags) tag))";

    /**
     * Beginning of a statement, which has the numbers and times of the articles as {@code page}. Parameters: words, tag, time and
     * number of the position, username, most articles.
     */
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
            -- What is searched for, as each language has it. Without its order of words, a phrase is all its words. Only a
            -- search for what lacks a word names the language, since the index then reads all articles of that.
            understood AS MATERIALIZED (
                SELECT configuration, query, '''=' || configuration || '''' AS label,
                       CASE WHEN CAST(query AS text) NOT LIKE '%!%' THEN
                                regexp_replace(CAST(query AS text), '<(-|[0-9]+)>', '&', 'g')
                            WHEN CAST(query AS text) NOT LIKE '%<%' THEN
                                '( ' || CAST(query AS text) || ' ) & ''=' || configuration || ''''
                       END AS relaxed
                FROM given
                CROSS JOIN used
                CROSS JOIN LATERAL (SELECT websearch_to_tsquery(CAST(configuration AS regconfig), words) AS query) parsed
                WHERE words IS NOT NULL AND configuration IS NOT NULL AND numnode(query) > 0
            ),
            -- candidates are null if the index cannot help, and exact if all of them match.
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
                    SELECT coalesce(
                               bool_and(CAST(query AS text) LIKE '%!%') OR (
                                   bool_and(relaxed = CAST(query AS text))
                                   AND count(DISTINCT relaxed) = 1
                                   AND count(*) = (SELECT count(configuration) FROM used)),
                               true) AS exact,
                           '( ' || string_agg('( ' || CAST(query AS text) || ' ) & ' || label, ' | ') || ' )' AS searched,
                           CASE WHEN bool_and(relaxed IS NOT NULL) THEN
                               '( ' || string_agg(DISTINCT '( ' || relaxed || ' )', ' | ') || ' )'
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
            -- Whether the index is asked: before the first article is read, it lists all that match, which takes long if they are many.
            listing AS MATERIALIZED (
                SELECT CASE WHEN candidates IS NULL OR NOT EXISTS (SELECT FROM edge) THEN false
                            ELSE NOT read_model.is_frequent(candidates, 10 * ${hits}) END AS pays
                FROM asked
            ),
            hits AS MATERIALIZED (
                SELECT id, created_at, (SELECT exact FROM asked) OR words @@ (SELECT wanted FROM asked) AS matches
                FROM (
                    SELECT id, created_at, words
                    FROM read_model.article_search
                    WHERE words @@ (SELECT candidates FROM asked) AND (SELECT pays FROM listing)
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

    private SearchReads() {}

    /** @param statement that begins with {@link #PAGE} */
    static String statement(String statement, String source) {
        return statement(statement, source, WINDOW, MAX_HITS);
    }

    /** @param source condition of an index in order of publication */
    static String statement(String statement, String source, int window, int maxHits) {
        return statement
                .replace("${source}", source)
                .replace("${tagged}", TAGGED)
                .replace("${window}", String.valueOf(window))
                .replace("${hits}", String.valueOf(maxHits));
    }
}
