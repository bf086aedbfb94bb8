package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.CountingProxy;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.StatementCount;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Cost of a write for the database, by its statistics and on the wire. */
class WriteCostE2E {

    private static final int WRITES = 200;

    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final String DATABASE = "counted";

    @TempDir
    static Path directory;

    private static LocalPostgres postgres;
    private static Connection superuser;
    private static CountingProxy wire;
    private static GatewayNode node;
    private static @Nullable Cost idle;

    @BeforeAll
    static void a_node_on_a_server_that_counts() throws SQLException, IOException {
        postgres = LocalPostgres.startWith(directory, StatementCount.SETTING);
        StatementCount.enable(postgres);
        superuser = postgres.connectAsSuperuser();
        PostgresDatabase database = postgres.createDatabase(DATABASE);
        wire = new CountingProxy(postgres.port());
        node = GatewayNode.on(database, Map.of("DB_PORT", Integer.toString(wire.port())));
        // Redis is that of all tests.
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("SELECT setval('event_store.user_id', 900000)")
                .query(Long.class)
                .single();
    }

    @AfterAll
    static void all_stop() throws SQLException, IOException {
        node.close();
        wire.close();
        superuser.close();
        postgres.close();
    }

    @Test
    @Tag("timed")
    void a_publication_takes_seven_statements_and_six_round_trips() throws SQLException {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        Cost write = ofOne(number -> ada.publish("Write " + number, "Text."));
        assertThat(write.statements).isLessThan(7.5);
        assertThat(write.roundTrips).isLessThan(6.5);
    }

    @Test
    @Tag("timed")
    void an_idempotency_key_adds_one_statement() throws SQLException {
        ApiSession bob = TestPerson.signedIn(node.api(), "bob");
        Cost write = ofOne(number -> bob.publishWithKey(UUID.randomUUID().toString(), "Write " + number)
                .is(201));
        assertThat(write.statements).isBetween(7.5, 9.0);
        assertThat(write.roundTrips).isLessThan(7.5);
    }

    /** Cost of one write, without that of a node that has nothing to do. */
    private static Cost ofOne(IntConsumer write) throws SQLException {
        IntStream.range(0, WRITES).forEach(write);
        Cost idle = ofAMillisecondWithoutWork();

        long start = System.nanoTime();
        Cost before = Cost.now();
        IntStream.range(0, WRITES).forEach(write);
        Cost busy = Cost.now().minus(before);
        double took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return busy.minus(idle.times(took)).times(1.0 / WRITES);
    }

    /** Measured once, by the first test, after its writes. */
    private static Cost ofAMillisecondWithoutWork() throws SQLException {
        if (idle == null) {
            Cost before = Cost.now();
            Awaitility.await().pollDelay(IDLE).until(() -> true);
            idle = Cost.now().minus(before).times(1.0 / IDLE.toMillis());
        }
        return idle;
    }

    private record Cost(double statements, double roundTrips) {

        static Cost now() throws SQLException {
            return new Cost(StatementCount.calls(superuser, DATABASE), wire.roundTrips());
        }

        Cost minus(Cost other) {
            return new Cost(statements - other.statements, roundTrips - other.roundTrips);
        }

        Cost times(double factor) {
            return new Cost(factor * statements, factor * roundTrips);
        }
    }
}
