package io.talel.gateway.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.idempotency.KeysDatabase;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Limits of mailed links. */
class LinkRequestsIT {

    private static final UserId ADA = new UserId(7);
    private static final Email EMAIL = new Email("ada@example.org");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final KeysDatabase keys = new KeysDatabase(database);
    private final JdbcClient jdbc = JdbcClient.create(keys.source());
    private final Credentials credentials = new Credentials(jdbc);
    private final MutableClock clock = new MutableClock(NOW);
    private final AtomicInteger lookUps = new AtomicInteger();
    private final CountDownLatch lookUp = new CountDownLatch(1);
    private final LinkRequests requests = node(lookUp);
    private final LinkRequests otherNode = node(new CountDownLatch(0));

    @BeforeEach
    void begin() {
        credentials.addInert(ADA, "old", NOW);
    }

    @AfterEach
    void end() {
        lookUp.countDown();
        requests.close();
        otherNode.close();
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

    @Test
    void a_repeated_request_sends_no_other_mail() {
        request(otherNode, "k");
        awaitMails(1);
        clock.advance(LinkRequests.ONE_IN);
        request(otherNode, "k");
        otherNode.close();
        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void a_repeat_sends_the_mail_that_a_node_has_not_queued_yet_and_may_never_queue() {
        request(requests, "k");
        request(otherNode, "k");
        awaitMails(1);
        clock.advance(LinkRequests.ONE_IN);
        lookUp.countDown();
        requests.close();
        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void a_request_whose_mail_could_not_be_queued_is_not_done() {
        lookUp.countDown();
        owner("ALTER TABLE auth.mail RENAME TO away");
        request(requests, "k");
        requests.close();
        owner("ALTER TABLE auth.away RENAME TO mail");
        request(otherNode, "k");
        awaitMails(1);
    }

    @Test
    void a_request_that_was_answered_waits_for_a_database_that_is_away() {
        lookUp.countDown();
        owner("ALTER TABLE auth.mail RENAME TO away");
        request();
        await().until(() -> lookUps.get() > 1);
        owner("ALTER TABLE auth.away RENAME TO mail");
        awaitMails(1);
    }

    private void request() {
        request(requests, Optional.empty());
    }

    private static void request(LinkRequests node, String key) {
        request(node, Optional.of(key));
    }

    private static void request(LinkRequests node, Optional<String> key) {
        node.request(
                new IdempotencyKey(key, "/v1/accounts/password/forgotten", "").by(Clients.FIREFOX),
                MailKind.PASSWORD_RESET,
                EMAIL.value(),
                _ -> true);
    }

    private void owner(String sql) {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql(sql)
                .update();
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

    private LinkRequests node(CountDownLatch lookUp) {
        return new LinkRequests(
                new MailQueue(jdbc),
                accounts(lookUp),
                credentials,
                clock,
                keys.node(),
                new JdbcTransactionManager(keys.source()));
    }

    private Queries accounts(CountDownLatch lookUp) {
        UserView user = new UserView(ADA, 0, new Username("ada"), "", "default.jpg");
        AccountView account = new AccountView(NOW, NOW, EMAIL, 0, true, null, null, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccountByEmail.class.getName(), AccountView.class, _ -> {
            lookUps.incrementAndGet();
            lookUp.await();
            return account;
        });
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }
}
