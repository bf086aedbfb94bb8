package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.drills.ServerCost.Count;
import io.talel.ops.drills.ServerCost.Work;
import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.StatementCount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations cost the same on a log that is a hundred times as long. Both logs grow under running nodes, whose sessions have
 * planned their statements for tables that were nearly empty.
 */
class GrowthIT {

    private static final int LONG = Drill.times(100_000);
    private static final int SHORT = LONG / 100;

    private static final double DEARER = 1.2;

    /** A look-up reads three pages or more, and one more where the tree of an index has grown by a level. */
    private static final double TALLER = 1.5;

    /** For a call, and for an operation. */
    private static final double SPARE_PAGES = 3;

    /** Rows that are written many times a second leave old versions until the next vacuum. */
    private static final double PAGES_OF_OLD_VERSIONS = 50;

    /** Processor time is no count: the caches of the machine are shared with whatever else runs there. */
    private static final double DEARER_IN_TIME = 2;

    private static final int ROUNDS = 3;

    /** The driver prepares a statement at its fifth use, and PostgreSQL settles on a plan at the sixth after that. */
    private static final int WARM_UP = 12;

    /** Longer than the pauses between any two looks of a node at its servers. */
    private static final Duration PAUSE = Duration.ofSeconds(12);

    private static final Path DIRECTORY = Directories.temporary("talelio-growth-");
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static final Map<String, Count> HALFWAY = new HashMap<>();
    private static long eventsHalfway;
    private static Connection statistics;
    private static LogOfSize shortLog;
    private static LogOfSize longLog;
    private static ServerCost idleShort;
    private static ServerCost idleLong;

    /** Called with the number of its turn. */
    private record Operation(String name, int times, BiFunction<LogOfSize, Integer, Boolean> succeeds) {

        Work on(LogOfSize log) {
            return on(log, times);
        }

        Work on(LogOfSize log, int times) {
            return () -> {
                for (int turn = 0; turn < times; turn++) {
                    assertThat(succeeds.apply(log, turn)).as(name).isTrue();
                }
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Operation> operations() {
        return Stream.of(
                operation("read an article", 100, 200, LogOfSize::read),
                operation("list the articles of one of many", 100, 200, LogOfSize::listOfOneOfMany),
                operation("list the articles of an author of very many", 100, 200, (log, _) -> log.listOfProlific()),
                operation("publish under a new title", 50, 201, (log, _) -> log.publishUnderNewTitle()),
                operation("publish under a popular title", 50, 201, (log, _) -> log.publishUnderPopularTitle()),
                operation("log in", 10, 200, LogOfSize::logIn),
                operation("refresh a token", 20, 200, (log, _) -> log.refresh()),
                new Operation("ops/talelio status", 1, (log, _) -> log.operate("status")));
    }

    private static Operation operation(
            String name, int times, int status, BiFunction<LogOfSize, Integer, Answer> request) {
        return new Operation(
                name, times, (log, turn) -> request.apply(log, turn).status() == status);
    }

    /** Each of them reads the whole log. */
    static Stream<Operation> commands() {
        return Stream.of(
                command("projections", "rebuild", "article", "--reason", "a drill", "--yes"),
                command("projections", "verify", "article", "--reason", "a drill", "--yes"),
                command("backup", "run", "--full"),
                command("doctor"),
                command("events", "stats"));
    }

    private static Operation command(String... arguments) {
        return new Operation(String.join(" ", arguments), 1, (log, _) -> log.operate(arguments));
    }

    @BeforeAll
    static void one_log_has_become_a_hundred_times_as_long_as_another() throws Exception {
        LocalPostgres postgres = opened(LocalPostgres.startWith(DIRECTORY, StatementCount.SETTING));
        StatementCount.enable(postgres);
        statistics = opened(postgres.connectAsSuperuser());
        shortLog = opened(LogOfSize.start(postgres, "short"));
        longLog = opened(LogOfSize.start(postgres, "long"));
        for (LogOfSize log : List.of(shortLog, longLog)) {
            command("backup", "run", "--full").on(log).run();
            for (Operation operation : operations().toList()) {
                operation.on(log, Math.min(WARM_UP, operation.times())).run();
            }
        }
        grow(shortLog, SHORT);
        idleShort = cost(shortLog, () -> Thread.sleep(PAUSE));
        grow(longLog, LONG / 2);
        idleLong = cost(longLog, () -> Thread.sleep(PAUSE));
        eventsHalfway = longLog.events();
        for (Operation command : commands().toList()) {
            HALFWAY.put(command.name(), byItself(command, longLog, idleLong));
        }
        grow(longLog, LONG / 2);
        idleLong = cost(longLog, () -> Thread.sleep(PAUSE));
    }

    private static <T extends AutoCloseable> T opened(T opened) {
        OPEN.push(opened);
        return opened;
    }

    private static void grow(LogOfSize log, int articles) throws SQLException {
        log.grow(articles);
        log.vacuum("");
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
        Directories.delete(DIRECTORY);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_costs_no_more(Operation operation) throws Exception {
        List<ServerCost> few = new ArrayList<>();
        List<ServerCost> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(cost(shortLog, operation.on(shortLog)));
            many.add(cost(longLog, operation.on(longLog)));
        }
        ServerCost little = sum(few);
        ServerCost much = sum(many);
        // How often a node looks by itself depends on the time that an operation took.
        ServerCost expected = little.without(idleShort).without(idleLong);
        ServerCost found = much.without(idleShort).without(idleLong);

        assertThat(expected.statements()).isNotEmpty();
        found.statements().forEach((query, count) -> assertThat(count.calls())
                .as("calls of %s, which the short log does without", query)
                .isLessThan(expected.statements().containsKey(query) ? Double.MAX_VALUE : ROUNDS * operation.times()));
        assertThat(found.total().calls())
                .as("statements")
                .isLessThanOrEqualTo(DEARER * expected.total().calls());
        assertThat(found.total().rows())
                .as("rows")
                .isLessThanOrEqualTo(DEARER * expected.total().rows());
        assertThat(found.total().pages())
                .as("pages")
                .isLessThanOrEqualTo(TALLER * expected.total().pages() + SPARE_PAGES * ROUNDS * operation.times());
        assertNoDearer(little, much);
        if (operation.times() > 1) {
            assertThat(median(many)).as("processor time").isLessThan(DEARER_IN_TIME * median(few));
        }
    }

    @Test
    void what_a_node_does_by_itself_costs_no_more() {
        assertThat(idleShort.statements()).hasSizeGreaterThan(10);
        assertNoDearer(idleShort, idleLong);
    }

    /** Compares what the two halves of the long log add to the cost of a command; a fifth of its fixed cost may vary. */
    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_reads_the_whole_log_costs_no_more_an_event(Operation command) throws Exception {
        Count few = byItself(command, shortLog, idleShort);
        Count half = HALFWAY.getOrDefault(command.name(), Count.NONE);
        Count all = byItself(command, longLog, idleLong);
        double times = (double) (longLog.events() - eventsHalfway) / (eventsHalfway - shortLog.events());

        assertThat(all.calls() - half.calls())
                .as("statements")
                .isLessThanOrEqualTo(DEARER * times * (half.calls() - few.calls()) + (DEARER - 1) * few.calls());
        assertThat(all.pages() - half.pages())
                .as("pages")
                .isLessThanOrEqualTo(DEARER * times * (half.pages() - few.pages()) + (DEARER - 1) * few.pages());
    }

    /** Without what an idle node does in the same time. */
    private static Count byItself(Operation command, LogOfSize log, ServerCost idle) throws Exception {
        return cost(log, command.on(log)).lasting(0, idle).total();
    }

    private static void assertNoDearer(ServerCost little, ServerCost much) {
        little.statements().forEach((query, count) -> {
            Count found = much.statements().get(query);
            if (found != null) {
                assertThat(found.pagesOfCall())
                        .as("pages of a call of %s", query)
                        .isLessThanOrEqualTo(mostPages(query, count.pagesOfCall()));
            }
        });
    }

    private static double mostPages(String query, double pages) {
        return idleShort.statements().containsKey(query) ? pages + PAGES_OF_OLD_VERSIONS : TALLER * pages + SPARE_PAGES;
    }

    private static ServerCost cost(LogOfSize log, Work work) throws Exception {
        log.vacuum("read_model.token_entry, read_model.processor_node");
        return ServerCost.of(statistics, log.name(), work);
    }

    private static ServerCost sum(List<ServerCost> rounds) {
        return rounds.stream().reduce(ServerCost::plus).orElseThrow();
    }

    private static double median(List<ServerCost> rounds) {
        return rounds.stream().mapToDouble(ServerCost::millis).sorted().toArray()[ROUNDS / 2];
    }
}
