package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.StatementCount;
import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a log ten times as long and compares what the database does for an operation. The pages may grow with the height of
 * the indexes and by a fifth.
 */
class CostsInALongLog {

    private static final int SHORT = DrillScale.times(10_000);
    private static final int LONG = DrillScale.times(100_000);

    /** More than a list shows. */
    private static final int ARTICLES_A_PERSON = 20;

    /** How often each request is made. */
    private static final int TIMES = 15;

    /** Events that the last backup lacks. */
    private static final int NEW_EVENTS = 100;

    private static final double MOST = 1.2;

    /** Statements of a backup that read the log, other than for the people in it: what people have is copied whole each time. */
    private static final Pattern OF_THE_LOG =
            Pattern.compile("(?!.*\\b(auth|personal)\\.).*\\bdomain_event\\b.*", Pattern.DOTALL);

    private static final String AUTHOR = "steady";
    private static final String EMAIL = AUTHOR + "@example.org";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A log of some length: what each operation costs, and the levels of the indexes. */
    private record Measured(Map<MeasuredOperation, DatabaseCost> costs, Map<String, Integer> levels) {

        int level(String index) {
            return Objects.requireNonNull(levels.get(index), index);
        }
    }

    @Test
    void a_log_ten_times_as_long_makes_no_operation_dearer_than_its_indexes_are_higher(@TempDir Path directory)
            throws SQLException {
        try (GrowingLog log = GrowingLog.begin(directory)) {
            Measured shortLog = measured(log, SHORT, 0);
            Measured longLog = measured(log, LONG, log.database().events());

            SoftAssertions.assertSoftly(softly -> {
                for (MeasuredOperation operation : MeasuredOperation.values()) {
                    DatabaseCost before = Objects.requireNonNull(shortLog.costs.get(operation));
                    DatabaseCost after = Objects.requireNonNull(longLog.costs.get(operation));
                    int higher = operation.indexes().stream()
                            .mapToInt(index -> longLog.level(index) - shortLog.level(index))
                            .sum();
                    softly.assertThat(after.pages())
                            .as(
                                    "%s: pages, which were %.2f; the indexes are %d levels higher",
                                    operation, before.pages(), higher)
                            .isLessThanOrEqualTo(MOST * before.pages() + higher);
                    softly.assertThat(after.rows()).as("%s: rows", operation).isLessThanOrEqualTo(MOST * before.rows());
                }
            });
        }
    }

    /** @param backedUp events that a backup has */
    private static Measured measured(GrowingLog log, int length, long backedUp) {
        Map<MeasuredOperation, DatabaseCost> costs = new EnumMap<>(MeasuredOperation.class);
        Map<String, String> environment;
        Map<String, Integer> levels;
        try (ServedStack node = log.serve()) {
            author(log, node);
            log.grow(node.variables(), length / ARTICLES_A_PERSON, length, author(log));
            log.settle();
        }
        // Another node: what comes to the log at once, the tail of the first one reads a little with each of its
        // writes.
        try (ServedStack node = log.serve()) {
            environment = node.variables();
            levels = log.levels();
            requests(log, author(log, node), length, costs);
        }
        commands(log, environment, log.database().events() - backedUp, costs);
        return new Measured(costs, levels);
    }

    private static void requests(
            GrowingLog log, NodeClient author, int length, Map<MeasuredOperation, DatabaseCost> costs) {
        List<String> slugs = log.someSlugs(TIMES);
        List<String> people = log.somePeople(TIMES);
        costs.put(MeasuredOperation.READ, least(log, turn -> author.article(slugs.get(turn)), 200));
        costs.put(MeasuredOperation.LIST, least(log, turn -> author.newestArticlesOf(people.get(turn)), 200));
        costs.put(MeasuredOperation.LIST_OF_AN_AUTHOR_OF_MANY, least(log, _ -> author.newestArticlesOf(AUTHOR), 200));
        costs.put(
                MeasuredOperation.APPEND,
                least(log, turn -> author.publish("Title " + turn + " at " + length, "Text"), 201));
        costs.put(
                MeasuredOperation.APPEND_UNDER_A_FREQUENT_TITLE,
                least(log, _ -> author.publish(GrowingLog.FREQUENT, "Text"), 201));
        costs.put(MeasuredOperation.LOG_IN, least(log, _ -> author.logIn(EMAIL), 200));
    }

    private static DatabaseCost least(GrowingLog log, Request request, int expected) {
        return DatabaseCost.least(IntStream.range(0, TIMES)
                .mapToObj(turn ->
                        log.during(() -> assertThat(request.send(turn).status()).isEqualTo(expected)))
                .map(DatabaseCost::of)
                .toList());
    }

    /** Without a node, whose statements would be counted, too. */
    private static void commands(
            GrowingLog log,
            Map<String, String> environment,
            long newEvents,
            Map<MeasuredOperation, DatabaseCost> costs) {
        List<StatementCount> backup = log.during(() -> GrowingLog.run(environment, "backup", "run"));
        costs.put(MeasuredOperation.BACKUP_OF_AN_EVENT, cost(backup, OF_THE_LOG).each(newEvents));
        log.addArticles(NEW_EVENTS, author(log));
        List<StatementCount> increment = log.during(() -> GrowingLog.run(environment, "backup", "run"));
        costs.put(MeasuredOperation.INCREMENTAL_BACKUP, cost(increment, OF_THE_LOG));
        List<StatementCount> status = log.during(() -> GrowingLog.run(environment, "status"));
        costs.put(MeasuredOperation.STATUS, DatabaseCost.of(status));
        List<StatementCount> rebuild = log.during(
                () -> GrowingLog.run(environment, "projections", "rebuild", "article", "--reason", "a drill", "--yes"));
        costs.put(
                MeasuredOperation.REBUILD_OF_AN_EVENT,
                DatabaseCost.of(rebuild).each(log.database().events()));
    }

    private static DatabaseCost cost(List<StatementCount> statements, Pattern counted) {
        return DatabaseCost.of(statements.stream()
                .filter(statement -> counted.matcher(statement.query()).matches())
                .toList());
    }

    /** A new node may be slow to reach Redis. */
    private static NodeClient author(GrowingLog log, ServedStack node) {
        NodeClient client = NodeClient.of(node.port());
        if (log.database().events() == 0) {
            assertThat(client.register(EMAIL, AUTHOR).status()).isEqualTo(201);
        }
        NodeAnswer loggedIn =
                await().atMost(PATIENCE).until(() -> client.logIn(EMAIL), answer -> answer.status() == 200);
        return new NodeClient(node.port(), loggedIn.text("/access_token"));
    }

    /** The first user of all. */
    private static long author(GrowingLog log) {
        return log.database().number("""
                select substr(aggregate_identifier, 6) from event_store.domain_event
                where event_name = 'UserRegistered' order by global_index limit 1""");
    }

    /** One request of a series. */
    private interface Request {
        NodeAnswer send(int turn);
    }
}
