package io.talel.gateway.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Limits of mailed links. */
class LinkRequestsIT {

    private static final UserId ADA = new UserId(7);
    private static final Email EMAIL = new Email("ada@example.org");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final Credentials credentials = new Credentials(jdbc);
    private final MutableClock clock = new MutableClock(NOW);
    private final CountDownLatch lookUp = new CountDownLatch(1);
    private final LinkRequests requests = new LinkRequests(new MailQueue(jdbc), accounts(), credentials, clock);

    @BeforeEach
    void begin() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        credentials.addInert(ADA, "old", NOW);
    }

    @AfterEach
    void end() {
        lookUp.countDown();
        requests.close();
    }

    @Test
    void what_was_answered_is_looked_into_before_an_orderly_stop_ends() throws InterruptedException {
        request();
        Thread stop = Thread.ofPlatform().start(requests::close);
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        lookUp.countDown();
        stop.join();
        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void one_mail_is_sent_in_two_minutes() {
        lookUp.countDown();
        request();
        request();
        awaitMails(1);
        clock.advance(LinkRequests.ONE_IN);
        request();
        awaitMails(2);
    }

    @Test
    void a_link_that_another_password_has_made_useless_is_replaced_at_once() {
        lookUp.countDown();
        request();
        awaitMails(1);
        credentials.replacePassword(ADA, "old", "new");
        request();
        awaitMails(2);
    }

    @Test
    void so_is_the_link_to_another_address() {
        requests.addLink(ADA, 0, 3, 0);
        requests.addLink(ADA, 0, 3, 0);
        assertThat(mails(MailKind.CONFIRM_EMAIL_CHANGE)).isEqualTo(1);
        requests.addLink(ADA, 0, 3, 1);
        assertThat(mails(MailKind.CONFIRM_EMAIL_CHANGE)).isEqualTo(2);
        requests.addLink(ADA, 0, 4, 1);
        assertThat(mails(MailKind.CONFIRM_EMAIL_CHANGE)).isEqualTo(3);
    }

    @Test
    void the_present_address_is_notified_once_of_each_change() {
        requests.addLink(ADA, 0, 3, 0);
        requests.addLink(ADA, 0, 3, 1);
        assertThat(mails(MailKind.EMAIL_CHANGE_REQUESTED)).isEqualTo(1);
        requests.addLink(ADA, 0, 4, 1);
        assertThat(mails(MailKind.EMAIL_CHANGE_REQUESTED)).isEqualTo(2);
    }

    private void request() {
        requests.request(MailKind.PASSWORD_RESET, EMAIL.value(), _ -> true);
    }

    private void awaitMails(int count) {
        await().until(() -> mails() == count);
    }

    private long mails() {
        return mails(MailKind.PASSWORD_RESET);
    }

    private long mails(MailKind kind) {
        return jdbc.sql("SELECT count(*) FROM auth.mail WHERE kind = :kind")
                .param("kind", kind.name())
                .query(Long.class)
                .single();
    }

    private Queries accounts() {
        UserView user = new UserView(ADA, 0, new Username("ada"), "", "default.jpg");
        AccountView account = new AccountView(NOW, NOW, EMAIL, 0, true, null, null, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccountByEmail.class.getName(), AccountView.class, _ -> {
            lookUp.await();
            return account;
        });
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }
}
