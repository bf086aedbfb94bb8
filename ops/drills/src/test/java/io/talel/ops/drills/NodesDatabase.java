package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
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

/** The database of the nodes, for its owner. */
record NodesDatabase(PostgresDatabase at) {

    private static final Duration CATCHING_UP = Duration.ofMinutes(10);

    /** What of a file of the log, 16 MiB, may be written while it counts as fresh. */
    private static final long FRESH_BYTES = 2 * 1024 * 1024;

    /** Number of places in streams that hold two events: such a stream has forked. */
    long sequenceNumbersUsedTwice() {
        return number("""
                select count(*) from (
                  select 1 from event_store.domain_event
                  group by aggregate_identifier, sequence_number having count(*) > 1) forked""");
    }

    long events() {
        return number("select count(*) from event_store.domain_event");
    }

    long articlesPublished() {
        return number("select count(*) from event_store.domain_event where event_name = 'ArticlePublished'");
    }

    /** Waits until the read model shows that many. */
    void awaitArticles(long articles) {
        await().atMost(CATCHING_UP)
                .until(() -> number("select count(*) from read_model.article"), shown -> shown == articles);
    }

    /** Waits until the server has begun another file of its log, so that it needs no further one for a while. */
    void awaitFreshLogFile(Duration limit) {
        await().atMost(limit)
                .until(
                        () -> number("select ((pg_current_wal_lsn() - '0/0')"
                                + " % pg_size_bytes(current_setting('wal_segment_size')))::bigint"),
                        written -> written > 0 && written < FRESH_BYTES);
    }

    /** Id and checksum of every row of the read models, in a fixed order. */
    List<String> rowsOfReadModels() {
        List<String> rows = new ArrayList<>();
        for (String view : List.of("article", "user_account", "image")) {
            rows.addAll(texts("select '%s ' || id || ' ' || md5(t::text) from read_model.%s t order by id"
                    .formatted(view, view)));
        }
        return rows;
    }

    /**
     * Lets the leases that a killed node has left, which run out soon, run out at once: a drill that is not run in full does not
     * wait for them.
     *
     * @param until the column with the end of a lease
     */
    void endLeases(String table, String until, Duration longest) {
        assertThat(number("select count(*) from %s where %s > now() + interval '%d seconds'"
                        .formatted(table, until, longest.toSeconds())))
                .as("leases that last for longer than %s", longest)
                .isZero();
        if (!DrillScale.isWhole()) {
            texts("update %s set %s = now() where %s is not null returning 1".formatted(table, until, until));
        }
    }

    /** The events that published an article with that title. */
    List<String> publicationsOf(String title) {
        return texts("""
                select event_identifier from event_store.domain_event
                where event_name = 'ArticlePublished' and convert_from(payload, 'UTF8')::jsonb ->> 'title' = '%s'
                """.formatted(title));
    }

    /** The server's processes behind the sessions of the nodes; none outlives a crash. */
    List<String> sessions() {
        return texts("select pid from pg_stat_activity where usename = '%s'".formatted(at.user()));
    }

    /** The server's process behind one session of the nodes. */
    long anySession() {
        return number(
                "select pid from pg_stat_activity where usename = '%s' order by random() limit 1".formatted(at.user()));
    }

    int activeGeneration(String projection) {
        return (int)
                number("select number from read_model.generation where active and projection = '" + projection + "'");
    }

    /**
     * Writes copies of the articles of one author into the log, under other ids and slugs ({@code …-turn-7}).
     *
     * @param first number of the first turn
     * @param last number of the last one
     */
    void tellAgain(String titleBeginsWith, int first, int last) {
        try (ForeignTransaction transaction = begin()) {
            transaction.tellAgain(titleBeginsWith, first, last);
            transaction.commit();
        }
    }

    /** A transaction of another program than a node. */
    ForeignTransaction begin() {
        return ForeignTransaction.begin(at);
    }

    long number(String query) {
        return Long.parseLong(texts(query).getFirst());
    }

    List<String> texts(String query) {
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
