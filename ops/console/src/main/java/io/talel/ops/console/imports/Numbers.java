package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.ShippedSql.EVENT_STORE;

import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** The sequences that new rows get their numbers from. */
enum Numbers {
    USERS(EVENT_STORE.get("draw-user-ids")),
    ARTICLES(EVENT_STORE.get("draw-article-ids"));

    private final String draw;

    Numbers(String draw) {
        this.draw = draw;
    }

    /** Draws all numbers up to this one: no new row gets the number of an imported one. */
    void skipTo(Connection eventStore, long number) throws SQLException {
        Rows.number(eventStore, draw, number);
    }
}
