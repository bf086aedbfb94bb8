package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.drills.ServerCost.Count;
import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing gets dearer when the log is a hundred times as long. Both logs grow under running nodes, whose sessions have planned their
 * statements for tables that were nearly empty.
 */
class GrowthIT {

    private static final int LONG = Drill.times(100_000);
    private static final int SHORT = LONG / 100;

    private static final double DEARER = 1.2;

    /** A look-up reads three pages or more, and one more where the tree of an index has grown by a level. */
    private static final double TALLER = 1.5;

    private static final double SPARE_PAGES = 3;

    /** Of rows that are written many times a second: their old versions lie about until the next vacuum. */
    private static final double PAGES_OF_OLD_VERSIONS = 50;

    /** Processor time is no count: the caches of the machine are shared with whatever else runs there. */
    private static final double DEARER_IN_TIME = 2;

    private static final int ROUNDS = 3;

    /** The driver prepares a statement at its fifth use, and PostgreSQL settles on a plan at the sixth after that. */
    private static final int WARM_UP = 12;

    private static final Duration PAUSE = Duration.ofSeconds(12);

    private static final Path DIRECTORY = Directories.temporary("talelio-growth-");
    private static final List<LogOfSize> RUNNING = new ArrayList<>();
    private static LocalPostgres postgres;
    private static Connection statistics;
    private static LogOfSize shortLog;
    private static LogOfSize longLog;
    private static ServerCost idleShort;
    private static ServerCost idleLong;

    /** Called with the number of its turn. */
    private record Operation(String name, int times, BiFunction<LogOfSize, Integer, Boolean> succeeds) {

        Runnable on(LogOfSize log) {
            return on(log, times);
        }

        Runnable on(LogOfSize log, int times) {
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
                command("backup", "run", "--full"));
    }

    private static Operation command(String... arguments) {
        return new Operation(String.join(" ", arguments), 1, (log, _) -> log.operate(arguments));
    }

    @BeforeAll
    static void one_log_has_become_a_hundred_times_as_long_as_another() throws Exception {
        postgres = LocalPostgres.startWith(DIRECTORY, "shared_preload_libraries = '" + ServerCost.EXTENSION + "'");
        ServerCost.count(postgres);
        statistics = postgres.connectAsSuperuser();
        shortLog = start("short");
        longLog = start("long");
        for (LogOfSize log : RUNNING) {
            command("backup", "run", "--full").on(log).run();
            operations().forEach(operation -> operation
                    .on(log, Math.min(WARM_UP, operation.times()))
                    .run());
        }
        shortLog.grow(SHORT);
        longLog.grow(LONG);
        shortLog.vacuum("");
        longLog.vacuum("");
        idleShort = cost(shortLog, GrowthIT::pause);
        idleLong = cost(longLog, GrowthIT::pause);
    }

    @AfterAll
    static void stop() throws SQLException {
        RUNNING.forEach(LogOfSize::close);
        statistics.close();
        postgres.close();
        Directories.delete(DIRECTORY);
    }

    private static LogOfSize start(String name) {
        LogOfSize log = LogOfSize.start(postgres, name);
        RUNNING.add(log);
        return log;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_costs_no_more(Operation operation) throws SQLException {
        List<ServerCost> few = new ArrayList<>();
        List<ServerCost> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(cost(shortLog, operation.on(shortLog)));
            many.add(cost(longLog, operation.on(longLog)));
        }
        ServerCost little = sum(few).without(background());
        ServerCost much = sum(many).without(background());

        assertThat(much.total().calls())
                .as("statements")
                .isLessThanOrEqualTo(dearer(little.total().calls()));
        assertThat(much.total().rows())
                .as("rows")
                .isLessThanOrEqualTo(dearer(little.total().rows()));
        assertThat(little.statements()).isNotEmpty();
        assertNoDearer(little, much, pages -> TALLER * pages + SPARE_PAGES);
        assertThat(median(many)).as("processor time").isLessThan(DEARER_IN_TIME * median(few));
    }

    @Test
    void what_a_node_does_by_itself_costs_no_more() {
        assertThat(idleShort.statements()).hasSizeGreaterThan(10);
        assertNoDearer(idleShort, idleLong, pages -> pages + PAGES_OF_OLD_VERSIONS);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_reads_the_whole_log_costs_no_more_an_event(Operation command) throws SQLException {
        Count few = cost(shortLog, command.on(shortLog)).total();
        Count many = cost(longLog, command.on(longLog)).total();
        double times = (double) longLog.events() / shortLog.events();

        assertThat((double) many.calls()).as("statements").isLessThan(DEARER * times * few.calls());
        assertThat((double) many.pages()).as("pages").isLessThan(DEARER * times * few.pages());
    }

    private static void assertNoDearer(ServerCost little, ServerCost much, DoubleUnaryOperator mostPages) {
        little.statements().forEach((query, count) -> {
            Count found = much.statements().get(query);
            if (found != null) {
                assertThat(found.pagesOfCall())
                        .as("pages of a call of %s", query)
                        .isLessThanOrEqualTo(mostPages.applyAsDouble(count.pagesOfCall()));
            }
        });
    }

    private static Set<String> background() {
        Set<String> background = new HashSet<>(idleShort.statements().keySet());
        background.addAll(idleLong.statements().keySet());
        return background;
    }

    private static ServerCost cost(LogOfSize log, Runnable work) throws SQLException {
        log.vacuum("read_model.token_entry, read_model.processor_node");
        return ServerCost.of(statistics, log.name(), work);
    }

    private static ServerCost sum(List<ServerCost> rounds) {
        return rounds.stream().reduce(ServerCost::plus).orElseThrow();
    }

    private static double median(List<ServerCost> rounds) {
        return rounds.stream().mapToDouble(ServerCost::millis).sorted().toArray()[ROUNDS / 2];
    }

    private static long dearer(long cost) {
        return (long) (DEARER * cost);
    }

    /** Longer than the pauses between any two looks of a node at its servers. */
    private static void pause() {
        await().pollDelay(PAUSE).until(() -> true);
    }
}
