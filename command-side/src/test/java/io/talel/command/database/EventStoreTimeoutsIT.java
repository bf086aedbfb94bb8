package io.talel.command.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talel.command.Articles;
import io.talel.command.DatabaseProxy;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing waits for ever, and nothing has to be started again. */
@Timeout(60)
class EventStoreTimeoutsIT {

    private static PostgresDatabase database;
    private static DatabaseProxy proxy;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        database = SharedServers.newDatabase();
        proxy = new DatabaseProxy(database);
        node = Node.on(proxy.database());
        node.send(Users.registerAda());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        proxy.close();
    }

    @Test
    void the_server_ends_what_stalls() {
        JdbcClient jdbc = JdbcClient.create(node.context().getBean("eventStoreDataSource", DataSource.class));

        assertThat(jdbc.sql("SHOW statement_timeout").query(String.class).single())
                .isEqualTo("5s");
        assertThat(jdbc.sql("SHOW lock_timeout").query(String.class).single()).isEqualTo("2s");
        assertThat(jdbc.sql("SHOW idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("5s");
    }

    @Test
    void waiting_for_a_slug_ends_and_other_titles_do_not_notice() throws SQLException {
        try (Connection other = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('held', 0))");

            Throwable error = catchThrowable(() -> publish("Held"));
            Recorded<?> unheld = publish("Not held");

            assertThat(error).rootCause().isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                    .isEqualTo("55P03"));
            assertThat(unheld.position().version()).isZero();
        }
        assertThat(publish("Held").position().version()).isZero();
    }

    @Test
    void a_server_that_falls_silent_is_an_error_soon_and_no_restart_is_needed_when_it_speaks_again() {
        publish("Before");
        long from = System.nanoTime();

        proxy.fallSilent();
        try {
            assertThat(catchThrowable(() -> publish("During"))).hasCauseInstanceOf(SQLException.class);
            assertThat(catchThrowable(() -> publish("During"))).hasCauseInstanceOf(SQLException.class);
        } finally {
            proxy.speakAgain();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> publish("After").position().version() == 0);
    }

    private static Recorded<?> publish(String title) {
        ArticleId id = new ArticleId(1 + System.nanoTime());
        return node.send(Articles.publish(id, title));
    }
}
