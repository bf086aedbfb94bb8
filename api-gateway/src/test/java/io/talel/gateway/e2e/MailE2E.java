package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.process.Loopback;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Mails go to a real SMTP server, once each, despite outages. */
class MailE2E {

    private static final String SUBJECT = "Confirm your e-mail address";

    private final int port = Loopback.portOrFree(0);
    private final PostgresDatabase database = GatewayNode.migratedDatabase();
    private final GreenMail server = smtp();

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_person_who_registers_gets_one_mail_from_the_sender_with_a_link_to_the_public_address() throws Exception {
        server.start();
        try (GatewayNode node = node(Map.of("API_BASE_URL", "https://api.example.org"))) {
            TestPerson ada = registered(node);
            awaitMails(1);
            var message = server.getReceivedMessages()[0];
            assertThat(message.getFrom()).extracting(Object::toString).containsExactly("\"talel.io\" <mail@talel.io>");
            assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            Mail mail = Mail.of(message);
            assertThat(mail.to()).isEqualTo(ada.email());
            assertThat(mail.subject()).isEqualTo(SUBJECT);
            assertThat(mail.text()).contains("https://api.example.org/v1/accounts/verify/");
            node.api().post(mail.path()).send().is(200);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void what_could_not_be_sent_is_sent_once_when_the_server_is_back() {
        try (GatewayNode node = node(Map.of())) {
            registered(node);
            await().atMost(Duration.ofSeconds(30)).until(() -> attempts(node) > 0);
            server.start();
            awaitMails(1);
            await().until(() -> waiting(node) == 0);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void what_the_server_has_taken_is_not_sent_again_because_the_queue_could_not_be_told() {
        server.start();
        try (GatewayNode node = node(Map.of())) {
            alterTable("ADD CONSTRAINT broken CHECK (sent_at IS NULL)");
            registered(node);
            awaitMails(1);
            // Longer than the first pause, after which it was sent again.
            await().pollDelay(Duration.ofSeconds(8)).until(() -> attempts(node) == 1);

            alterTable("DROP CONSTRAINT broken");

            await().until(() -> waiting(node) == 0);
            assertThat(attempts(node)).isEqualTo(1);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void what_was_registered_before_a_restart_is_mailed_after_it() {
        try (GatewayNode node = node(Map.of())) {
            registered(node);
            await().atMost(Duration.ofSeconds(30)).until(() -> attempts(node) > 0);
        }
        server.start();
        try (GatewayNode node = node(Map.of())) {
            awaitMails(1);
            await().until(() -> waiting(node) == 0);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void each_mail_is_sent_by_one_of_several_nodes() {
        server.start();
        try (GatewayNode first = node(Map.of());
                GatewayNode second = node(Map.of())) {
            List<String> addresses = Stream.of(first, second, first, second, first)
                    .map(node -> registered(node).email())
                    .toList();
            awaitMails(addresses.size());
            await().until(() -> waiting(first) == 0);
            assertThat(server.getReceivedMessages())
                    .extracting(message -> message.getAllRecipients()[0].toString())
                    .containsExactlyInAnyOrderElementsOf(addresses);
        }
    }

    @Test
    void no_mail_is_repeated_when_the_position_in_the_log_is_lost() throws Exception {
        server.start();
        try (GatewayNode node = node(Map.of())) {
            registered(node);
            awaitMails(1);
            jdbc(node).sql("DELETE FROM auth.mail").update();
        }
        try (GatewayNode node = node(Map.of())) {
            jdbc(node).sql("DELETE FROM auth.event_position").update();
        }
        try (GatewayNode node = node(Map.of())) {
            TestPerson bob = registered(node);
            awaitMails(2);
            assertThat(server.getReceivedMessages()[1].getAllRecipients()[0].toString())
                    .isEqualTo(bob.email());
            assertThat(jdbc(node)
                            .sql("SELECT count(*) FROM auth.mail")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_former_address_is_notified_even_if_the_link_is_followed_first() throws Exception {
        server.start();
        try (GatewayNode node = node(Map.of())) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            String before = ada.person().email();
            String after = "new." + before;
            awaitMails(1);
            // The processor that follows the log stops at the change.
            alterTable("ADD CONSTRAINT behind CHECK (kind <> 'CONFIRM_EMAIL_CHANGE' OR cause LIKE 'request %')");
            change(ada, after);
            change(ada, after);
            awaitMails(3);
            assertThat(recipients()).containsExactlyInAnyOrder(before, before, after);
            for (MimeMessage message : server.getReceivedMessages()) {
                Mail mail = Mail.of(message);
                if (mail.to().equals(after)) {
                    node.api().post(mail.path()).send().is(200);
                }
            }

            alterTable("DROP CONSTRAINT behind");

            TestPerson bob = registered(node);
            awaitMails(4);
            await().until(() -> waiting(node) == 0);
            assertThat(recipients()).containsExactlyInAnyOrder(before, before, after, bob.email());
        }
    }

    private static void change(ApiSession session, String email) {
        session.api()
                .request("PATCH", "/accounts/me")
                .token(session.accessToken())
                .json(Map.of("email", email, "password", session.person().password()))
                .send()
                .is(200);
    }

    private Stream<String> recipients() {
        return Stream.of(server.getReceivedMessages()).map(Mail::of).map(Mail::to);
    }

    private void alterTable(String how) {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("ALTER TABLE auth.mail " + how)
                .update();
    }

    private GatewayNode node(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("EMAIL_SERVER", "127.0.0.1:" + port);
        variables.put("EMAIL_SENDER", "talel.io <mail@talel.io>");
        return GatewayNode.on(database, variables);
    }

    private static TestPerson registered(GatewayNode node) {
        TestPerson person = TestPerson.named("ada");
        person.register(node.api()).is(201);
        return person;
    }

    private GreenMail smtp() {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private void awaitMails(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.getReceivedMessages().length >= count);
    }

    private static long attempts(GatewayNode node) {
        return number(node, "SELECT coalesce(sum(attempts), 0) FROM auth.mail");
    }

    private static long waiting(GatewayNode node) {
        return number(node, "SELECT count(*) FROM auth.mail WHERE due_at IS NOT NULL");
    }

    private static long number(GatewayNode node, String sql) {
        return jdbc(node).sql(sql).query(Long.class).single();
    }

    private static JdbcClient jdbc(GatewayNode node) {
        return JdbcClient.create(node.bean("eventStoreDataSource", DataSource.class));
    }
}
