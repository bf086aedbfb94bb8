package io.talel.command.personal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PersonalDataIT {

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

    @Test
    void an_account_is_found_by_its_address_and_by_its_id() {
        node.send(Users.registerAda());

        AccountView account = node.ask(new FindAccountByEmail(Users.ADAS_EMAIL), AccountView.class)
                .orElseThrow();

        assertThat(account.email()).isEqualTo(Users.ADAS_EMAIL);
        assertThat(account.verified()).isFalse();
        assertThat(account.updatedAt()).isEqualTo(account.createdAt());
        assertThat(account.user().id()).isEqualTo(Users.ADA);
        assertThat(account.user().version()).isZero();
        assertThat(account.user().username()).isEqualTo(Users.ADAS_NAME);
        assertThat(account.user().location()).isEmpty();
        assertThat(account.user().avatarUrl()).isEqualTo("default.jpg");
        assertThat(node.ask(new FindAccount(Users.ADA), AccountView.class)).contains(account);
    }

    @Test
    void nobody_is_found_by_an_address_that_nobody_registered() {
        node.send(Users.registerAda());

        assertThat(node.ask(new FindAccountByEmail(new Email("ADA@example.org")), AccountView.class))
                .isEmpty();
        assertThat(node.ask(new FindAccount(new UserId(8)), AccountView.class)).isEmpty();
    }

    @Test
    void neither_the_log_nor_the_claims_show_an_address() {
        node.send(Users.registerAda());

        assertThat(owner.sql("SELECT convert_from(payload, 'UTF8') FROM event_store.domain_event")
                        .query(String.class)
                        .single())
                .contains("\"userId\":7")
                .doesNotContain("ada");
        assertThat(owner.sql("SELECT email_hmac FROM claims.claimed_email")
                        .query(byte[].class)
                        .single())
                .asString(ISO_8859_1)
                .doesNotContain("ada");
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
    void a_refused_registration_leaves_no_key_behind() {
        node.send(Users.registerAda());
        owner.sql("DELETE FROM claims.claimed_username").update();
        owner.sql("CREATE FUNCTION claims.fail() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''no more''; END'")
                .update();
        owner.sql("CREATE TRIGGER fail BEFORE INSERT ON claims.claimed_username EXECUTE FUNCTION claims.fail()")
                .update();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> node.send(Users.register(new UserId(8), "bob@example.org", "bob")))
                .isNotInstanceOf(CommandRefused.class);

        assertThat(owner.sql("SELECT person FROM personal.person_key")
                        .query(String.class)
                        .list())
                .containsExactly("user-7");
        owner.sql("DROP TRIGGER fail ON claims.claimed_username").update();
        node.send(Users.register(new UserId(8), "bob@example.org", "bob"));
        assertThat(node.ask(new FindAccount(new UserId(8)), AccountView.class)).isPresent();
    }
}
