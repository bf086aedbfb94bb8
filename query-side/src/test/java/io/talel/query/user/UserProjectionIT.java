package io.talel.query.user;

import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.moved;
import static io.talel.query.Examples.pictured;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removed;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UserProjectionIT {

    private static final Email NEW_ADDRESS = new Email("new@example.org");

    private static PostgresDatabase database;
    private static QueryNode node;
    private static long lastId = 100;

    private final UserId user = new UserId(++lastId);
    private final String name = "user" + user.value();

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_registered_user_is_a_row_with_a_name_and_nothing_else() {
        recorded(0, registered(user, name));

        assertRow(0, name, "", "default.jpg");
    }

    @Test
    void a_change_replaces_its_column_of_a_row_that_is_there() {
        recorded(0, registered(user, name));

        recorded(1, moved(user, "Here"));
        assertRow(1, name, "Here", "default.jpg");

        recorded(2, pictured(user, "https://example.org/me.png"));
        assertRow(2, name, "Here", "https://example.org/me.png");
    }

    @Test
    void changes_of_one_batch_are_one_row() {
        recorded(
                0,
                registered(user, name),
                moved(user, "Here"),
                pictured(user, "https://example.org/me.png"),
                moved(user, "There"));

        assertRow(3, name, "There", "https://example.org/me.png");
    }

    @Test
    void what_becomes_of_an_address_changes_the_version_only() {
        recorded(0, registered(user, name), moved(user, "Here"));

        recorded(2, new EmailConfirmed(user));
        assertRow(2, name, "Here", "default.jpg");
        recorded(3, new EmailChangeRequested(user, NEW_ADDRESS));
        assertRow(3, name, "Here", "default.jpg");
        recorded(4, new EmailChanged(user, NEW_ADDRESS));
        assertRow(4, name, "Here", "default.jpg");
    }

    @Test
    void a_removed_user_is_a_row_under_the_name_of_erased_persons() {
        recorded(0, registered(user, name), moved(user, "Here"), pictured(user, "https://example.org/me.png"));

        recorded(3, removed(user));

        assertRow(3, ErasedName.TEXT, "", "default.jpg");
    }

    private void recorded(int version, UserEvent... events) {
        node.log()
                .publish(IntStream.range(0, events.length)
                        .<DomainEventMessage<?>>mapToObj(i -> event(events[i], version + i, at(version + i)))
                        .toList());
        assertThat(node.reaches(new StreamVersion(user.toString(), version + events.length - 1)))
                .isTrue();
    }

    private static Instant at(int version) {
        return MONDAY.plusSeconds(version);
    }

    private void assertRow(long version, String username, String location, String avatarUrl) {
        Map<String, Object> row = TestDatabase.asOwnerOf(database)
                .rows("SELECT * FROM user_g1.user_account WHERE id = " + user.value())
                .getFirst();
        assertThat(row)
                .containsEntry("version", version)
                .containsEntry("username", username)
                .containsEntry("location", location)
                .containsEntry("avatar_url", avatarUrl);
    }
}
