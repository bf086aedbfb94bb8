package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowChange;
import io.talel.query.projection.RowContent;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GenerationIT {

    private PostgresDatabase database;
    private TestDatabase owner;
    private QueryNode node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_node_with_another_version_of_the_code_writes_nothing_until_the_versions_meet() {
        int own = codeVersion();
        owner.execute("UPDATE read_model.generation SET code_version = 99 WHERE projection = 'user'");
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.value(
                                "SELECT count(owner) FROM read_model.token_entry WHERE processor_name = 'user'",
                                Integer.class)
                        == 0);
        assertThat(owner.value("SELECT count(*) FROM user_g1.user_account", Integer.class))
                .isZero();

        owner.execute("UPDATE read_model.generation SET code_version = " + own + " WHERE projection = 'user'");
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();
    }

    @Test
    void a_writer_of_another_version_is_refused_in_the_transaction_itself() {
        int own = codeVersion();
        Projection newer = user(own + 1, () -> {});

        assertThatThrownBy(() -> write(newer))
                .isInstanceOf(GenerationMismatch.class)
                .hasMessage(
                        "user_g1 is filled by version %d of its projection, this node has version %d", own, own + 1);
    }

    @Test
    void a_swap_waits_for_a_batch_that_is_being_written() {
        write(user(codeVersion(), () -> assertThatThrownBy(() -> owner.execute("SET lock_timeout = '200ms';"
                        + " UPDATE read_model.generation SET active = false WHERE projection = 'user'"))
                .rootCause()
                .hasMessageContaining("lock timeout")));
    }

    @Test
    void readers_and_writers_follow_when_another_generation_becomes_the_active_one() throws Exception {
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();

        Generation second = new Generation("user", 2, codeVersion());
        try (Connection connection = owner.connect()) {
            GenerationSchema schema = new GenerationSchema(database.user());
            schema.createTables(connection, second);
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO user_g2.user_account SELECT * FROM user_g1.user_account");
            connection.createStatement().execute("UPDATE user_g2.user_account SET location = 'Berlin'");
            connection
                    .createStatement()
                    .execute("UPDATE read_model.generation SET active = false WHERE projection = 'user'");
            GenerationRegistry.addActive(connection, second);
            schema.expose(connection, second);
            connection.commit();
        }

        assertThat(node.find(new FindUserById(ADA), UserView.class))
                .get()
                .extracting(UserView::location)
                .isEqualTo("Berlin");
        node.log().publish(event(registered(new UserId(8), "bob"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-8", 0))).isTrue();
        assertThat(owner.value("SELECT count(*) FROM user_g2.user_account", Integer.class))
                .isEqualTo(2);
    }

    /** That of the generation which the node has made. */
    private int codeVersion() {
        return owner.value("SELECT code_version FROM read_model.generation WHERE projection = 'user'", Integer.class);
    }

    /** A projection that runs a hook in the transaction that writes a batch. */
    private static <R extends RowContent<R>> Projection user(int codeVersion, Runnable meanwhile) {
        return new Projection("user", "user_account", codeVersion, new EventFold<UserEvent, R>() {
            @Override
            public Class<UserEvent> events() {
                return UserEvent.class;
            }

            @Override
            public RowTable<R> table() {
                meanwhile.run();
                return new RowTable<>(
                        RowStatement.none(), RowStatement.none(), RowStatement.none(), RowStatement.none());
            }

            @Override
            public RowChange<R> fold(UserEvent event, Instant at) {
                throw new UnsupportedOperationException();
            }
        });
    }

    private void write(Projection projection) {
        PlatformTransactionManager transactions =
                node.context().getBean("readModelTransactionManager", PlatformTransactionManager.class);
        new TransactionTemplate(transactions).executeWithoutResult(_ -> node.context()
                .getBean(ActiveGenerations.class)
                .writerOf(projection)
                .write(List.of(), new BatchOutcome()));
    }
}
