package io.talel.ops.console.imports;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** The sequences that new rows get their numbers from. */
enum Numbers {
    USERS("event_store.user_id"),
    ARTICLES("event_store.article_id");

    /** The application may draw numbers, but not set the sequence. */
    private final String draw;

    Numbers(String sequence) {
        this.draw = """
                SELECT count(nextval('%1$s'))
                FROM generate_series(1, ? - (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %1$s))""".formatted(sequence);
    }

    /** Draws all numbers up to this one: no new row gets the number of an imported one. */
    void skipTo(Connection eventStore, long number) throws SQLException {
        Rows.number(eventStore, draw, number);
    }
}
