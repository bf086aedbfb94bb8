package io.talel.query.article;

import io.talel.kernel.article.view.ArticleEntry.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search shows of an article, with the words that it found. */
final class SearchExcerpt {

    /** Follows {@link SearchReads#PAGE}. */
    static final String SOUGHT = """
            -- What an excerpt looks for, as regular expressions: a word as it was typed or as its stem; what begins as the stem; what
            -- begins as the stem without its last letter, which may be another one than in the word, as in history and histori. The
            -- operator is no word.
            , sought AS MATERIALIZED (
                SELECT configuration, query,
                       '\\m(' || string_agg(concat_ws('|', stem, typed), '|') || ')\\M' AS word,
                       '\\m(' || string_agg(stem, '|') || ')' AS beginning,
                       '\\m(' || string_agg(shortened, '|') || ')' AS nearly
                FROM given
                CROSS JOIN understood
                LEFT JOIN LATERAL (
                    SELECT read_model.as_expression(stem.lexeme) AS stem,
                           read_model.as_expression(typed.lexeme) AS typed,
                           read_model.as_expression(left(stem.lexeme, greatest(length(stem.lexeme) - 1, 3))) AS shortened
                    FROM regexp_replace(words, '\\mor\\M', ' ', 'gi') wanted
                    CROSS JOIN unnest(to_tsvector(CAST(configuration AS regconfig), wanted)) stem
                    LEFT JOIN unnest(to_tsvector('pg_catalog.simple', wanted)) typed ON typed.positions && stem.positions
                ) each ON true
                GROUP BY configuration, query
            )
            """;

    /** Joins the excerpts of the articles in {@code entry} to a statement that has {@link #SOUGHT}. */
    static final String JOIN = """
            -- Five hundred characters around the first word that is found, from the beginning of a word on.
            LEFT JOIN LATERAL (
                SELECT ts_headline(
                           CAST(own.configuration AS regconfig),
                           CASE WHEN start = 1 THEN substr(entry.plain_text, 1, 500)
                                ELSE regexp_replace(substr(entry.plain_text, start, 500), '^\\S{0,40}\\s', '') END,
                           query,
                           'StartSel="\2", StopSel="\3", MinWords=20, MaxWords=40') AS excerpt
                -- With a limit, PostgreSQL makes no excerpts in the other languages first.
                FROM (
                    SELECT *
                    FROM sought
                    WHERE configuration = read_model.search_configuration(entry.language)
                    LIMIT 1
                ) own
                CROSS JOIN LATERAL (
                    SELECT greatest(coalesce(
                               nullif(regexp_instr(entry.plain_text, word, 1, 1, 0, 'i'), 0),
                               nullif(regexp_instr(entry.plain_text, beginning, 1, 1, 0, 'i'), 0),
                               nullif(regexp_instr(entry.plain_text, nearly, 1, 1, 0, 'i'), 0),
                               1) - 150, 1) AS start
                ) place
            ) excerpt ON true
            """;

    /** Characters before and behind a word that was found, which no text has. */
    private static final char START = '\2';

    private static final char STOP = '\3';

    private SearchExcerpt() {}

    /** @param headline what the statement found; null without words to search for */
    static Optional<List<Part>> parts(@Nullable String headline) {
        if (headline == null) {
            return Optional.empty();
        }
        String marked = SearchText.readable(headline);
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
