package io.talel.command.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.ShredDeletedKeys;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErasedPersonIT {

    private PostgresDatabase database;

    private JdbcClient owner;

    private Node node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = Node.ownerOf(database);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** As when it was on its way while its owner was erased: nothing but a registration makes a key. */
    @Test
    void an_event_of_somebody_without_a_key_is_refused_and_makes_none() {
        GenericDomainEventMessage<ImageUploaded> late =
                new GenericDomainEventMessage<>("Image", "image-9", 0, Images.sunsetUploaded());
        EventStorageEngine log = node.bean(EventStorageEngine.class);

        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> log.appendEvents(late))
                .extracting(CommandRefused::refusal)
                .isEqualTo(new Refusal.Unknown("user-7"));

        assertThat(keys()).isEmpty();
        assertThat(log.readEvents("image-9").hasNext()).isFalse();
    }

    @Test
    void without_its_key_a_person_is_erased_from_the_log() {
        node.send(Users.registerAda());
        owner.sql("DELETE FROM personal.person_key").update();

        try (Node later = Node.on(database)) {
            assertThat(later.bean(EventStore.class)
                            .readEvents(Users.ADA.toString())
                            .next()
                            .getPayload())
                    .isEqualTo(new UserRegistered(
                            Users.ADA, new Email("erased@erased.invalid"), new Username("deleted user")));
        }
    }

    @Test
    void a_removed_person_is_found_no_more_and_their_key_is_gone() {
        node.send(Users.registerAda());
        node.send(Users.moveToLondon());
        node.send(Users.removeAda());

        assertThat(keys()).isEmpty();
        assertThat(adasAccount()).isEmpty();
        assertThat(node.ask(new FindAccountByEmail(Users.ADAS_EMAIL), AccountView.class))
                .isEmpty();
        assertThat(address(0)).isEmpty();
        assertThat(adasEvents(node))
                .containsExactly(
                        new UserRegistered(Users.ADA, new Email(Email.ERASED), new Username(ErasedName.TEXT)),
                        new LocationChanged(Users.ADA, Location.NONE),
                        Users.adaRemoved());
    }

    @Test
    @Tag("timed")
    void other_nodes_cannot_read_a_removed_person_either_soon_after() {
        node.send(Users.registerAda());
        try (Node other = Node.on(database)) {
            assertThat(adasEvents(other)).containsExactly(Users.adaRegistered());

            node.send(Users.removeAda());

            await().atMost(StoredPersonKeys.REMEMBERED.plusSeconds(1))
                    .until(() -> !adasEvents(other).contains(Users.adaRegistered()));
            assertThat(other.ask(new FindAccount(Users.ADA), AccountView.class)).isEmpty();
        }
    }

    @Test
    void after_a_removal_nothing_is_recorded_and_no_key_is_made() {
        node.send(Users.registerAda());
        node.send(Users.removeAda());

        assertThatExceptionOfType(CommandRefused.class).isThrownBy(() -> node.send(Users.moveToLondon()));

        assertThat(keys()).isEmpty();
        assertThat(adasEvents(node)).hasSize(2);
    }

    @Test
    void shredding_writes_the_keys_anew_without_those_that_were_deleted() {
        node.send(Users.registerAda());
        node.send(Users.register(new UserId(8), "bob@example.org", "bob"));
        node.send(Users.removeAda());
        long file = fileOfKeys();

        node.send(new ShredDeletedKeys(Instant.now()));

        long anew = fileOfKeys();
        assertThat(anew).isNotEqualTo(file);
        assertThat(keys()).containsExactly("user-8");
        try (Node later = Node.on(database)) {
            assertThat(later.ask(new FindAccount(new UserId(8)), AccountView.class))
                    .isPresent();
        }
        node.send(new ShredDeletedKeys(Instant.now().minusSeconds(60)));
        assertThat(fileOfKeys()).isEqualTo(anew);
    }

    /** Else everybody who needs a key would queue behind it. */
    @Test
    void shredding_waits_for_nobody_who_reads_keys_for_long() throws SQLException {
        try (Connection backup = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("SELECT FROM personal.person_key");

            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> node.send(new ShredDeletedKeys(Instant.now())))
                    .withMessageContaining("lock timeout");
        }
        long file = fileOfKeys();
        node.send(new ShredDeletedKeys(Instant.now()));
        assertThat(fileOfKeys()).isNotEqualTo(file);
    }

    @Test
    @Tag("timed")
    void after_a_removal_nothing_is_recorded_in_streams_of_theirs_either_and_soon_by_no_node() {
        node.send(Users.registerAda());
        try (Node other = Node.on(database)) {
            other.send(Articles.publish(Articles.HELLO, "While she was there"));
            node.send(Users.removeAda());

            assertRefused(node, Articles.publish(new ArticleId(43), "Late"));
            assertRefused(node, Images.uploadSunset());
            await().atMost(StoredPersonKeys.REMEMBERED.plusSeconds(1))
                    .untilAsserted(() -> assertRefused(
                            other, Articles.publish(other.bean(ArticleIds.class).next(), "Late")));
            assertRefused(other, Images.uploadSunset());
        }
        assertThat(keys()).isEmpty();
    }

    private static void assertRefused(Node node, Object command) {
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(command))
                .extracting(CommandRefused::refusal)
                .isEqualTo(new Refusal.Unknown("user-7"));
    }

    @Test
    void a_removal_that_fails_keeps_the_key() {
        node.send(Users.registerAda());
        owner.sql("CREATE FUNCTION claims.fail() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''no more''; END'")
                .update();
        owner.sql("CREATE TRIGGER fail BEFORE DELETE ON claims.claimed_username EXECUTE FUNCTION claims.fail()")
                .update();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> node.send(Users.removeAda()))
                .isNotInstanceOf(CommandRefused.class);

        assertThat(keys()).containsExactly("user-7");
        assertThat(adasAccount()).isPresent();
    }

    private List<String> keys() {
        return owner.sql("SELECT person FROM personal.person_key")
                .query(String.class)
                .list();
    }

    private long fileOfKeys() {
        return owner.sql("SELECT pg_relation_filenode('personal.person_key')")
                .query(Long.class)
                .single();
    }

    private static List<Object> adasEvents(Node node) {
        return node.bean(EventStore.class)
                .readEvents(Users.ADA.toString())
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    private Optional<AccountView> adasAccount() {
        return node.ask(new FindAccount(Users.ADA), AccountView.class);
    }

    private Optional<Email> address(long addressVersion) {
        return node.ask(new FindAddress(Users.ADA, addressVersion), Email.class);
    }
}
