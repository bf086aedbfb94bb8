package io.talel.query.article;

import io.talel.kernel.article.view.ArticleEntry.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search shows of an article, with the words that it found. */
final class SearchExcerpt {

    /** Joins the excerpts of the articles in {@code entry} to a statement that begins with {@link ArticleFinder#PAGE}. */
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
                    SELECT configuration, query, lexemes
                    FROM understood
                    WHERE configuration = read_model.search_configuration(entry.language)
                    LIMIT 1
                ) own
                CROSS JOIN LATERAL (
                    SELECT greatest(coalesce(min(nullif(strpos(text, lexeme), 0)), 1) - 150, 1) AS start
                    FROM (SELECT lower(entry.plain_text) AS text OFFSET 0) lower_case
                    CROSS JOIN unnest(lexemes) lexeme
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
