package io.talel.gateway.account.own;

import io.talel.kernel.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of the schema {@code auth} that are about one person. Reads every table with a column {@code user_id}, so a new
 * table is included. The throttle and the lifetime of rows bound their number.
 */
@Component
final class StoredRecords {

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

    private static final String ROWS = """
            SELECT (to_jsonb(record) - ARRAY[:withheld])::text FROM auth.%s AS record WHERE user_id = :user
            """;

    private final JdbcClient jdbc;

    StoredRecords(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows as JSON, by the name of their table. */
    Map<String, List<String>> of(UserId person) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        List<String> tables = jdbc.sql(TABLES).query(String.class).list();
        tables.forEach(table -> rows.put(
                table,
                jdbc.sql(ROWS.formatted(table))
                        .param("withheld", WITHHELD)
                        .param("user", person.value())
                        .query(String.class)
                        .list()));
        return rows;
    }
}
