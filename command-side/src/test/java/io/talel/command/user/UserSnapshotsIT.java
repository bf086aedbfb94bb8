package io.talel.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.nio.charset.StandardCharsets;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log-in costs the same for every length of the stream, and snapshots reveal nothing about erased persons. */
@ExtendWith(OutputCaptureExtension.class)
class UserSnapshotsIT {

    /** Changes of one user: 10,000 in a full drill, else the share {@code talelio.drill.scale}. */
    private static final int CHANGES =
            (int) Math.ceil(10_000 * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));

    private static final int LONG = User.EVENTS_A_SNAPSHOT + 10;

    private static PostgresDatabase database;
    private static JdbcClient owner;
    private static Node node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        owner = Node.ownerOf(database);
        node = Node.on(database);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void after_many_changes_of_a_user_a_log_in_reads_no_more_than_after_few() {
        UserId user = changed("often", CHANGES);

        await("a snapshot of the last changes").until(() -> read(user) <= User.EVENTS_A_SNAPSHOT + 1);

        assertThat(byEmail("often").user().location()).isEqualTo("Place " + CHANGES);
        assertThat(byEmail("often").user().version()).isEqualTo(CHANGES);
    }

    @Test
    void a_long_stream_without_a_snapshot_gets_one_from_the_first_log_in() {
        UserId user = changed("restored", LONG);
        await().until(() -> hasSnapshot(user));
        owner.sql("DELETE FROM event_store.snapshot").update();
        assertThat(read(user)).isEqualTo(LONG + 1);

        assertThat(byEmail("restored").user().location()).isEqualTo("Place " + LONG);

        await("a snapshot").until(() -> read(user) == 1);
        assertThat(byEmail("restored").user().location()).isEqualTo("Place " + LONG);
    }

    @Test
    void the_address_that_an_event_gave_is_found_behind_a_snapshot() {
        UserId user = changed("addressed", LONG);
        await().until(() -> hasSnapshot(user));

        assertThat(node.ask(new FindAddress(user, 0), Email.class)).contains(email("addressed"));
        assertThat(node.ask(new FindAddress(user, 1), Email.class)).isEmpty();
        assertThat(node.ask(new FindAddress(user, LONG + 7), Email.class)).isEmpty();
    }

    @Test
    void a_snapshot_is_sealed_and_opens_for_nobody_but_its_person() {
        UserId one = changed("sealed", LONG);
        UserId other = changed("other", LONG);
        await().until(() -> hasSnapshot(one) && hasSnapshot(other));
        assertThat(state(one)).doesNotContain("sealed", "Place", "location");

        owner.sql("UPDATE event_store.snapshot SET state = theirs.state"
                        + " FROM (SELECT state FROM event_store.snapshot WHERE aggregate_identifier = ?) theirs"
                        + " WHERE aggregate_identifier = ?")
                .params(other.toString(), one.toString())
                .update();

        assertThat(byEmail("sealed").user().username().value()).isEqualTo("sealed");
        assertThat(node.ask(new FindAccount(one), AccountView.class)
                        .orElseThrow()
                        .email())
                .isEqualTo(email("sealed"));
    }

    @Test
    void without_their_key_a_snapshot_of_a_person_tells_nothing(CapturedOutput output) {
        UserId user = changed("erased", LONG);
        await().until(() -> hasSnapshot(user));

        node.send(new RemoveUser(user, ArticlesOnRemoval.KEEP));

        try (Node fresh = Node.on(database)) {
            assertThat(fresh.ask(new FindAccount(user), AccountView.class)).isEmpty();
            assertThat(fresh.bean(EventStore.class)
                            .readEvents(user.toString())
                            .asStream()
                            .map(event -> event.getPayload()))
                    .hasSize(LONG + 2)
                    .doesNotHaveAnyElementsOfTypes(User.class);
        }
        assertThat(output).doesNotContain("The snapshot of " + user + " cannot be read");
    }

    private static UserId changed(String name, int changes) {
        UserId user = node.bean(UserIds.class).next();
        node.send(Users.register(user, email(name).value(), name));
        for (int change = 1; change <= changes; change++) {
            node.send(new ChangeLocation(user, new Location("Place " + change)));
        }
        return user;
    }

    private static Email email(String name) {
        return new Email(name + "@example.org");
    }

    private static AccountView byEmail(String name) {
        return node.ask(new FindAccountByEmail(email(name)), AccountView.class).orElseThrow();
    }

    /** Rows that are read for the state of a user. */
    private static long read(UserId user) {
        return node.bean(EventStore.class)
                .readEvents(user.toString())
                .asStream()
                .count();
    }

    private static boolean hasSnapshot(UserId user) {
        return owner.sql("SELECT EXISTS (SELECT FROM event_store.snapshot WHERE aggregate_identifier = ?)")
                .param(user.toString())
                .query(Boolean.class)
                .single();
    }

    private static String state(UserId user) {
        return new String(
                owner.sql("SELECT state FROM event_store.snapshot WHERE aggregate_identifier = ?")
                        .param(user.toString())
                        .query(byte[].class)
                        .single(),
                StandardCharsets.US_ASCII);
    }
}
