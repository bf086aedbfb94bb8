package io.talel.gateway.account.own;

import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of the schema {@code auth} that are about one person. Reads every table with a column {@code user_id}, so a new
 * table is included. The throttle and the lifetime of rows bound their number.
 */
@Component
final class ExportedAuthRows {

    /**
     * Columns that stay secret even from their owner: a stolen access token must not be worth a password, or a secret of a
     * webhook. The address of a webhook, which is encrypted too, is in the list of webhooks.
     */
    private static final List<String> WITHHELD =
            List.of("password_hash", "email_hmac", "url", "secret", "former_secret");

    private static final String TABLES = """
            SELECT quote_ident(table_name) FROM information_schema.columns
            WHERE table_schema = 'auth' AND column_name = 'user_id'
            ORDER BY table_name
            """;

    /** Most rows in memory at a time. */
    private static final int PAGE = 1000;

    private static final String BEFORE_ALL = "(0,0)";

    /** Pages by the place of the row in its table. A cursor would keep a transaction open while a slow client reads. */
    private static final String ROWS = """
            SELECT record.ctid::text AS place, (to_jsonb(record) - ARRAY[:withheld])::text AS json
            FROM auth.%s AS record
            WHERE user_id = :user AND record.ctid > CAST(:after AS tid)
            ORDER BY record.ctid
            LIMIT :page
            """;

    private final JdbcClient jdbc;

    ExportedAuthRows(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> tables() {
        return jdbc.sql(TABLES).query(String.class).list();
    }

    /** Passes on each row of a table as JSON. A row that changes meanwhile may come twice, or not at all. */
    void each(String table, UserId person, Consumer<String> taken) {
        List<Row> some;
        String after = BEFORE_ALL;
        do {
            some = jdbc.sql(ROWS.formatted(table))
                    .param("withheld", WITHHELD)
                    .param("user", person.value())
                    .param("after", after)
                    .param("page", PAGE)
                    .query((row, _) -> new Row(row.getString("place"), row.getString("json")))
                    .list();
            some.forEach(row -> taken.accept(row.json()));
            after = some.isEmpty() ? after : some.getLast().place();
        } while (some.size() == PAGE);
    }

    /** @param place of the row in its table */
    private record Row(String place, String json) {}
}
