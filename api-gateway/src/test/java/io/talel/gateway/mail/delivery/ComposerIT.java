package io.talel.gateway.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkPurpose;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.MailQueue;
import io.talel.gateway.mail.queue.QueuedMail;
import io.talel.gateway.mail.smtp.UnknownRecipient;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The link to another address, while the password that it was asked for with is replaced. */
class ComposerIT {

    private static final UserId ADA = new UserId(7);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ASKED_AT = 3;

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final Credentials credentials = new Credentials(jdbc);
    private final MailQueue queue = new MailQueue(jdbc);
    private final LinkTokens tokens =
            new LinkTokens(List.of(new SecretKeySpec(new byte[32], "HmacSHA256")), Clock.systemUTC());
    private Email wanted = new Email("wanted@example.org");
    private Composer composer;

    @BeforeEach
    void begin() throws Exception {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        credentials.addInert(ADA, "old", NOW);
        composer = new Composer(
                accounts(),
                credentials,
                tokens,
                URI.create("https://api.example.org"),
                new InternetAddress("mail@example.org"));
    }

    @Test
    void it_is_bound_to_the_password_that_it_was_asked_for_with() throws Exception {
        queue.addLink(ADA, ASKED_AT, 0, "event 1");
        String text = (String) taken().orElseThrow().getContent();
        String link = text.substring(text.indexOf("/verify/") + "/verify/".length())
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(tokens.read(LinkPurpose.CONFIRM_EMAIL, link))
                .hasValueSatisfying(
                        token -> assertThat(tokens.isBoundTo("old", token)).isTrue());
    }

    @Test
    void it_is_not_written_if_the_password_was_replaced_before_it_was_queued() throws Exception {
        credentials.replacePassword(ADA, "old", "new");
        queue.addLink(ADA, ASKED_AT, 0, "event 1");
        assertThat(taken()).isEmpty();
    }

    @Test
    void it_is_not_written_if_the_password_was_replaced_after_a_node_had_taken_it() throws Exception {
        queue.addLink(ADA, ASKED_AT, 0, "event 1");
        QueuedMail underWay = queue.take(1).getFirst();
        credentials.replacePassword(ADA, "old", "new");
        queue.takeBack(MailKind.CONFIRM_EMAIL_CHANGE, ADA);
        assertThat(composer.write(underWay)).isEmpty();
    }

    @Test
    void the_link_is_sent_if_the_password_at_the_request_is_the_present_one() throws Exception {
        credentials.replacePassword(ADA, "old", "new");
        queue.addLink(ADA, ASKED_AT, 1, "event 1");
        credentials.rehash(ADA, "new", "better");
        assertThat(taken()).isPresent();
    }

    @Test
    void a_text_that_is_no_address_is_an_unknown_recipient() {
        wanted = new Email("ada..lovelace@example.org");
        queue.addLink(ADA, ASKED_AT, 0, "event 1");
        assertThatThrownBy(this::taken).isInstanceOf(UnknownRecipient.class).hasMessageNotContaining("ada");
    }

    private Optional<MimeMail> taken() throws Exception {
        return composer.write(queue.take(1).getFirst());
    }

    private Queries accounts() {
        UserView user = new UserView(ADA, ASKED_AT, new Username("ada"), "", "default.jpg");
        AccountView account = new AccountView(NOW, NOW, new Email("ada@example.org"), 0, true, wanted, ASKED_AT, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccount.class.getName(), AccountView.class, _ -> account);
        bus.subscribe(FindAddress.class.getName(), Email.class, _ -> wanted);
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }
}
