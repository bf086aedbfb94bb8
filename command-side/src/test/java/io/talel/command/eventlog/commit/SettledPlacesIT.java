package io.talel.command.eventlog.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SettledPlacesIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final AtomicLong clock = new AtomicLong();
    private final SettledPlaces places = new SettledPlaces(
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()),
            Duration.ofMillis(100),
            clock::get);

    @Test
    void what_was_seen_long_ago_is_not_taken_for_the_present() throws SQLException {
        try (Node _ = Node.on(database);
                Connection early = drawing();
                Connection late = drawing()) {
            places.look();
            assertThat(places.isKnown()).isFalse();
            early.commit();
            late.commit();

            clock.addAndGet(Duration.ofHours(1).toNanos());
            try (Connection now = drawing()) {
                places.look();
                assertThat(places.isKnown()).isFalse();
                now.commit();
            }
            clock.addAndGet(Duration.ofMillis(100).toNanos());
            places.look();
            assertThat(places.isKnown()).isTrue();
        }
    }

    private Connection drawing() throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('" + SettledPlaces.PLACES + "')");
        }
        return connection;
    }
}
