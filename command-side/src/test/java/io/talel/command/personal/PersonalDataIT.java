package io.talel.command.personal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PersonalDataIT {

    private JdbcClient owner;

    private Node node;

    @BeforeEach
    void start() {
        PostgresDatabase database = SharedServers.newDatabase();
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
        assertThat(account.addressVersion()).isZero();
        assertThat(account.pendingEmail()).isNull();
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
                .doesNotContain("ada@", "\"ada\"");
        assertThat(owner.sql("SELECT email_hmac FROM claims.claimed_email")
                        .query(byte[].class)
                        .single())
                .asString(ISO_8859_1)
                .doesNotContain("ada");
    }

    @Test
    void the_name_of_a_file_is_sealed_and_gone_with_the_key_of_its_owner() {
        node.send(Users.registerAda());
        node.send(Images.uploadSunset());

        assertThat(owner.sql("SELECT convert_from(payload, 'UTF8') FROM event_store.domain_event"
                                + " WHERE event_name = 'ImageUploaded'")
                        .query(String.class)
                        .single())
                .contains("\"ownerId\":7")
                .doesNotContain("\"sunset");
        assertThat(uploaded()).isEqualTo(Images.sunsetUploaded());

        node.send(Users.removeAda());
        assertThat(uploaded().file()).isEqualTo(new ImageFileName(ImageFileName.ERASED));
        assertThat(uploaded().stored()).isEqualTo(Images.sunsetUploaded().stored());
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

    @Test
    void an_account_shows_what_became_of_it() {
        node.send(Users.registerAda());
        node.send(Users.confirm(0));
        node.send(Users.moveToLondon());
        node.send(Users.showSunset());
        node.send(Users.requestEmail(Users.NEW_EMAIL));

        AccountView account = adasAccount().orElseThrow();
        assertThat(account.email()).isEqualTo(Users.ADAS_EMAIL);
        assertThat(account.addressVersion()).isZero();
        assertThat(account.verified()).isTrue();
        assertThat(account.pendingEmail()).isEqualTo(Users.NEW_EMAIL);
        assertThat(account.pendingAddressVersion()).isEqualTo(4);
        assertThat(account.updatedAt()).isAfter(account.createdAt());
        assertThat(account.user())
                .isEqualTo(new UserView(Users.ADA, 4, Users.ADAS_NAME, Users.LONDON.value(), Users.SUNSET.value()));
    }

    @Test
    void a_confirmed_change_is_the_address_of_the_account() {
        node.send(Users.registerAda());
        node.send(Users.requestEmail(Users.NEW_EMAIL));
        node.send(Users.confirm(1));

        AccountView account = adasAccount().orElseThrow();
        assertThat(account.email()).isEqualTo(Users.NEW_EMAIL);
        assertThat(account.addressVersion()).isEqualTo(2);
        assertThat(account.verified()).isTrue();
        assertThat(account.pendingEmail()).isNull();
        assertThat(account.pendingAddressVersion()).isNull();
        assertThat(node.ask(new FindAccountByEmail(Users.NEW_EMAIL), AccountView.class))
                .contains(account);
        assertThat(node.ask(new FindAccountByEmail(Users.ADAS_EMAIL), AccountView.class))
                .isEmpty();
    }

    @Test
    void an_address_is_found_by_the_event_that_gave_it() {
        node.send(Users.registerAda());
        node.send(Users.requestEmail(Users.NEW_EMAIL));
        node.send(Users.confirm(0));

        assertThat(address(0)).contains(Users.ADAS_EMAIL);
        assertThat(address(1)).contains(Users.NEW_EMAIL);
        assertThat(address(2)).isEmpty();
        assertThat(address(3)).isEmpty();
        assertThat(node.ask(new FindAddress(new UserId(8), 0), Email.class)).isEmpty();
    }

    private ImageUploaded uploaded() {
        return (ImageUploaded)
                node.bean(EventStore.class).readEvents("image-9").next().getPayload();
    }

    private Optional<AccountView> adasAccount() {
        return node.ask(new FindAccount(Users.ADA), AccountView.class);
    }

    private Optional<Email> address(long addressVersion) {
        return node.ask(new FindAddress(Users.ADA, addressVersion), Email.class);
    }
}
