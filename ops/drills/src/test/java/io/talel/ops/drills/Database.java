package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the nodes have left in a database, read past them as its owner. */
record Database(PostgresDatabase at) {

    private static final Duration CATCHING_UP = Duration.ofMinutes(2);

    /** A stream in which two events hold one place has forked; the answer is how many places are. */
    long sequenceNumbersUsedTwice() {
        return number("""
                select count(*) from (
                  select 1 from event_store.domain_event
                  group by aggregate_identifier, sequence_number having count(*) > 1) forked""");
    }

    long articlesPublished() {
        return number("select count(*) from event_store.domain_event where event_name = 'ArticlePublished'");
    }

    /** Waits until the read model shows that many. */
    void awaitArticles(long articles) {
        await().atMost(CATCHING_UP)
                .until(() -> number("select count(*) from read_model.article"), shown -> shown == articles);
    }

    /** Every row of the read models, in a fixed order. */
    List<String> rowsOfReadModels() {
        List<String> rows = new ArrayList<>();
        for (String table : texts("""
                select format('%I.%I', schemaname, tablename) from pg_tables
                where schemaname in ('article_g1', 'user_g1', 'image_g1')
                  and tablename <> 'flyway_schema_history' order by 1""")) {
            texts("select '%s ' || t::text from %s t order by 1".formatted(table, table))
                    .forEach(rows::add);
        }
        return rows;
    }

    long number(String query) {
        return Long.parseLong(texts(query).getFirst());
    }

    private List<String> texts(String query) {
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), at.ownerUser(), at.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
