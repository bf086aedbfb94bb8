package io.talel.command.eventlog.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CommitSignalIT {

    private PostgresDatabase database;
    private DataSource dataSource;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    }

    @Test
    void an_event_reaches_the_readers_of_another_node() throws Exception {
        try (Node one = Node.on(database);
                Node other = Node.on(database);
                BlockingStream<TrackedEventMessage<?>> events =
                        other.bean(EventStore.class).openStream(null)) {
            Users.giveAdaHerKey(database);
            one.send(Articles.publish(Articles.HELLO, "Heard of elsewhere"));

            assertThat(events.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
            assertThat(events.nextAvailable().getPayload()).isInstanceOf(ArticlePublished.class);
        }
    }

    @Test
    void a_commit_is_heard_by_others_and_not_by_its_own_node() throws Exception {
        LogChannel here = LogChannel.ofThisNode();
        AtomicInteger heardHere = new AtomicInteger();
        AtomicInteger heardElsewhere = new AtomicInteger();
        try (CommitListener own = new CommitListener(dataSource, here, heardHere::incrementAndGet);
                CommitListener foreign =
                        new CommitListener(dataSource, LogChannel.ofThisNode(), heardElsewhere::incrementAndGet);
                CommitAnnouncer announcer = new CommitAnnouncer(dataSource, here);
                CommitAnnouncer other = new CommitAnnouncer(dataSource, LogChannel.ofThisNode())) {
            own.start();
            foreign.start();
            await("the first look").until(() -> heardHere.get() == 1 && heardElsewhere.get() == 1);

            announcer.announce();
            await("the announcement elsewhere").until(() -> heardElsewhere.get() == 2);
            other.announce();
            await("another's announcement").until(() -> heardHere.get() > 1 && heardElsewhere.get() == 3);

            assertThat(heardHere).hasValue(2);
        }
    }

    @Test
    void commits_that_follow_closely_are_announced_together() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (CommitListener listener = new CommitListener(dataSource, LogChannel.ofThisNode(), heard::incrementAndGet);
                CommitAnnouncer announcer = new CommitAnnouncer(dataSource, LogChannel.ofThisNode())) {
            listener.start();
            await("the first look").until(() -> heard.get() == 1);

            for (int commit = 0; commit < 10_000; commit++) {
                announcer.announce();
            }

            await("an announcement").until(() -> heard.get() > 1);
            assertThat(heard.get()).isLessThan(100);
        }
    }

    @Test
    void an_announcer_that_fails_for_whatever_reason_goes_on() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        DataSource failing = new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                switch (attempts.incrementAndGet()) {
                    case 1 -> throw new IllegalStateException("not of the database");
                    case 2 -> throw new NoClassDefFoundError("no class");
                    case 3 -> Thread.currentThread().interrupt();
                    default -> {}
                }
                return super.getConnection();
            }
        };
        try (CommitListener listener = new CommitListener(dataSource, LogChannel.ofThisNode(), heard::incrementAndGet);
                CommitAnnouncer announcer = new CommitAnnouncer(failing, LogChannel.ofThisNode())) {
            listener.start();
            await("the first look").until(() -> heard.get() == 1);
            for (int failures = 1; failures <= 3; failures++) {
                int expected = failures;
                announcer.announce();
                await("attempt " + expected).until(() -> attempts.get() == expected);
            }
            int before = heard.get();

            announcer.announce();

            await("an announcement").until(() -> attempts.get() == 4 && heard.get() > before);
        }
    }

    @Test
    void a_lost_connection_is_made_again() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (CommitListener listener =
                new CommitListener(dataSource, LogChannel.ofThisNode(), heard::incrementAndGet)) {
            listener.start();
            await("the first look").until(() -> heard.get() == 1);

            Node.applicationOn(database)
                    .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND query LIKE 'LISTEN%'")
                    .query(Boolean.class)
                    .list();

            await("a look after the reconnection").until(() -> heard.get() == 2);
        }
    }

    @Test
    void a_reader_that_fails_to_wake_up_does_not_end_the_listening() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        Runnable failsAtFirst = () -> {
            if (heard.incrementAndGet() == 1) {
                throw new IllegalStateException("not ready yet");
            }
            if (heard.get() == 2) {
                throw new NoClassDefFoundError("not there yet");
            }
        };
        try (CommitListener listener = new CommitListener(dataSource, LogChannel.ofThisNode(), failsAtFirst)) {
            listener.start();

            await("another look").until(() -> heard.get() == 3);
        }
    }
}
