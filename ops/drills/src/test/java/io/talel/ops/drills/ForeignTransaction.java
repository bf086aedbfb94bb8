package io.talel.ops.drills;

import io.talel.ops.localstack.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another program than a node, in one transaction, which is rolled back unless it is committed. */
record ForeignTransaction(Connection connection) implements AutoCloseable {

    static ForeignTransaction begin(PostgresDatabase database) {
        try {
            Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
            connection.setAutoCommit(false);
            return new ForeignTransaction(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link NodesDatabase#tellAgain}. */
    void tellAgain(String titleBeginsWith, int first, int last) {
        execute("""
                insert into event_store.domain_event
                  (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata)
                select gen_random_uuid(), 'article-' || id, 0, aggregate_type, occurred_at, event_name, event_revision,
                       convert_to((said || jsonb_build_object(
                         'articleId', id, 'slug', (said ->> 'slug') || '-turn-' || turn))::text, 'UTF8'),
                       metadata
                from (select e.*, turn, convert_from(payload, 'UTF8')::jsonb as said,
                             10000000 + global_index * 100000 + turn as id
                      from event_store.domain_event e
                      cross join generate_series(%d, %d) as turn
                      where event_name = 'ArticlePublished') told
                where said ->> 'title' like '%s%%' and said ->> 'slug' not like '%%-turn-%%'""".formatted(first, last, titleBeginsWith));
    }

    /** Writes an event of a name that no version knows, as the first one of that stream. */
    void tellUnreadable(String stream) {
        execute("""
                insert into event_store.domain_event
                  (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                   event_name, event_revision, payload, metadata)
                select gen_random_uuid(), '%s', 0, aggregate_type, occurred_at, 'ArticleOfTheFuture', '1', payload, metadata
                from event_store.domain_event where event_name = 'ArticlePublished' limit 1""".formatted(stream));
    }

    /** As if everything that was done with backups had been done that much earlier, and the database existed even then. */
    void ageBackupsByDays(int days) {
        execute("update operations.lineage set since = since - interval '%d days'".formatted(days));
        execute("""
                update operations.backup_run
                set started_at = started_at - age, finished_at = finished_at - age
                from (select interval '%d days' as age) passed""".formatted(days));
    }

    /** Lets nobody publish under a slug. */
    void holdSlug(String slug) {
        execute("select pg_advisory_xact_lock(hashtextextended('%s', 0))".formatted(slug));
    }

    /** Lets the articles be read and not projected. */
    void holdProjectedArticles() {
        execute("lock table read_model.article in exclusive mode");
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
