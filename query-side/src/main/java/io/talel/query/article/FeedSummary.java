package io.talel.query.article;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a feed says of an article: its description, or the beginning of its text where it has none. */
final class FeedSummary {

    /** Most characters of a description. */
    private static final int MAX_DESCRIPTION = 1_000;

    /** Most characters of the beginning of a text. */
    private static final int MAX_BEGINNING = 300;

    /** Characters that {@link SearchText} has at most for each that readers see. */
    private static final int STORED_FOR_EACH = 3;

    /** Column {@code meta_description}, of an article's entry. */
    static final String DESCRIPTION = "left(meta_description, " + MAX_DESCRIPTION + ")";

    /** Column {@code beginning}, of an article's entry; null where there is a description. */
    static final String BEGINNING =
            "CASE WHEN meta_description !~ '\\S' THEN left(plain_text, " + MAX_BEGINNING * STORED_FOR_EACH + ") END";

    private FeedSummary() {}

    /** @param row with both columns */
    static String of(ResultSet row) throws SQLException {
        String beginning = row.getString("beginning");
        return beginning == null ? row.getString("meta_description") : cut(SearchText.readable(beginning));
    }

    private static String cut(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= MAX_BEGINNING;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, MAX_BEGINNING));
    }
}
