package io.talel.query.article;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a feed says of an article: its description, or the beginning of its text where it has none. */
final class FeedSummary {

    /** Most characters of a description. */
    private static final int MAX_DESCRIPTION = 1_000;

    /** Most characters of the beginning of a text. */
    private static final int MAX_BEGINNING = 300;

    /** Column {@code meta_description}, of an article's entry. */
    static final String DESCRIPTION = "left(meta_description, " + MAX_DESCRIPTION + ")";

    /** Column {@code beginning}, of an article's entry; null where there is a description. */
    static final String BEGINNING =
            "CASE WHEN meta_description !~ '\\S' THEN left(plain_text, " + MAX_BEGINNING + ") END";

    private FeedSummary() {}

    /** @param row with both columns */
    static String of(ResultSet row) throws SQLException {
        String beginning = row.getString("beginning");
        return beginning == null ? row.getString("meta_description") : SearchText.readable(beginning);
    }
}
