package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Counts statements, except those that begin or end transactions, savepoints, SET and SHOW. */
    private static final String STATEMENTS = """
            SELECT coalesce(sum(calls), 0)
            FROM pg_stat_statements
            WHERE userid = 'talelio'::regrole AND query !~* '^(begin|commit|rollback|savepoint|set|show)'""";

    @TempDir
    static Path directory;

    private static LocalPostgres postgres;
    private static JdbcClient server;
    private static GatewayNode node;

    @BeforeAll
    static void a_node_on_a_server_that_counts() throws IOException {
        LocalPostgres first = LocalPostgres.start(directory, 0);
        PostgresDatabase database = first.createDatabase("counted");
        server = JdbcClient.create(new DriverManagerDataSource(
                database.jdbcUrl(),
                "postgres",
                Files.readString(directory.resolve("postgres.password")).strip()));
        server.sql("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
                .update();
        first.close();
        postgres = LocalPostgres.start(directory, first.port());
        server.sql("CREATE EXTENSION pg_stat_statements").update();
        node = GatewayNode.on(database, Map.of());
        // Redis is that of all tests.
        server.sql("SELECT setval('event_store.user_id', 900000)")
                .query(Long.class)
                .single();
    }

    @AfterAll
    static void all_stop() {
        node.close();
        postgres.close();
    }

    @Test
    void a_publication_takes_seven_statements() {
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

    private static long statements() {
        return server.sql(STATEMENTS).query(Long.class).single();
    }
}
