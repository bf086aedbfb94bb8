package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.StatementCount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a write costs the database, by the server's own statistics. */
class WriteCostE2E {

    private static final int WRITES = 200;

    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final String DATABASE = "counted";

    @TempDir
    static Path directory;

    private static LocalPostgres postgres;
    private static Connection superuser;
    private static GatewayNode node;

    @BeforeAll
    static void a_node_on_a_server_that_counts() throws SQLException {
        postgres = LocalPostgres.startWith(directory, StatementCount.SETTING);
        StatementCount.enable(postgres);
        superuser = postgres.connectAsSuperuser();
        PostgresDatabase database = postgres.createDatabase(DATABASE);
        node = GatewayNode.on(database, Map.of());
        // Redis is that of all tests.
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("SELECT setval('event_store.user_id', 900000)")
                .query(Long.class)
                .single();
    }

    @AfterAll
    static void all_stop() throws SQLException {
        node.close();
        superuser.close();
        postgres.close();
    }

    @Test
    void a_publication_takes_seven_statements() throws SQLException {
        Session ada = Person.signedIn(node.api(), "ada");
        publish(ada);
        long before = statements();
        Awaitility.await().pollDelay(IDLE).until(() -> true);
        double idle = (double) (statements() - before) / IDLE.toMillis();

        long start = System.nanoTime();
        before = statements();
        publish(ada);
        double took = Duration.ofNanos(System.nanoTime() - start).toMillis();

        assertThat((statements() - before - idle * took) / WRITES).isLessThan(8);
    }

    private static void publish(Session author) {
        for (int write = 0; write < WRITES; write++) {
            author.publish("Write " + write, "Text.");
        }
    }

    private static long statements() throws SQLException {
        return StatementCount.calls(superuser, DATABASE);
    }
}
