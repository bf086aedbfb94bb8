package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.LongArticle;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the database finds events in a stream of 10,000. */
class StreamIndexIT {

    private static final ArticleId LONG = new ArticleId(43);
    private static final int REVISIONS = 10_000;

    /** A scan of the log: rows that it gave, on the average, and how often it ran. */
    private static final Pattern SCAN = Pattern.compile(" on domain_event \\(actual rows=([0-9.]+) loops=(\\d+)\\)");

    private static PostgresDatabase database;
    private static Node node;
    private static JdbcClient application;

    @BeforeAll
    static void a_long_article() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        application = Node.applicationOn(database);
        node.send(Users.registerAda());
        LongArticle.publish(database, node, LONG, REVISIONS);
        for (int other = 100; other < 140; other++) {
            LongArticle.publish(database, node, new ArticleId(other), 20);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_last_event_of_each_kind_is_one_entry_of_an_index() {
        assertThat(rows(
                        StoredStreamIndex.LAST,
                        Map.of(
                                "upTo",
                                new Long[] {5_000L, Long.MAX_VALUE},
                                "names",
                                names(),
                                "stream",
                                LONG.toString()),
                        "domain_event_kind"))
                .isLessThanOrEqualTo(2 * names().length);
    }

    @Test
    void the_newest_events_are_no_more_entries_than_are_asked_for() {
        assertThat(rows(
                        StoredStreamIndex.NEWEST,
                        Map.of("names", names(), "stream", LONG.toString(), "from", 0L, "upTo", 5_000L, "limit", 11),
                        "domain_event_kind"))
                .isLessThanOrEqualTo(11 * 2);
    }

    @Test
    void the_version_of_a_time_is_found_by_halving() {
        assertThat(rows(
                        StoredStreamIndex.VERSION_AT,
                        Map.of(
                                "stream",
                                LONG.toString(),
                                "at",
                                OffsetDateTime.now(Clock.systemUTC()).plusHours(1)),
                        "domain_event_sequence"))
                .isLessThanOrEqualTo(14);
    }

    @Test
    void events_are_read_by_their_versions() {
        assertThat(rows(
                        StoredStreamIndex.READ,
                        Map.of("stream", LONG.toString(), "versions", new Long[] {0L, 5_000L}),
                        "domain_event_sequence"))
                .isEqualTo(2);
    }

    /** Of events, by this index only. */
    private static double rows(String sql, Map<String, Object> parameters, String index) {
        String plan = String.join(
                "\n",
                application
                        .sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) " + sql)
                        .params(new TreeMap<>(parameters))
                        .query(String.class)
                        .list());
        assertThat(plan).contains(index).doesNotContain("Seq Scan on domain_event");
        return SCAN.matcher(plan)
                .results()
                .mapToDouble(scan -> Double.parseDouble(scan.group(1)) * Integer.parseInt(scan.group(2)))
                .sum();
    }

    private static String[] names() {
        return Arrays.stream(ArticleEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toArray(String[]::new);
    }
}
