package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.mail.smtp.SmtpStub;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A mail server that receives a mail but does not answer whether it accepts it. */
class SlowMailE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresDatabase database = GatewayNode.migratedDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));

    @Test
    void what_it_may_have_taken_is_handed_over_once_more_late_and_never_again() throws IOException {
        try (SmtpStub server = new SmtpStub(Map.of(".", SmtpStub.HANG_UP));
                GatewayNode node = node(server)) {
            TestPerson.named("ada").register(node.api()).is(201);
            await().atMost(PATIENCE).until(() -> isDueIn("20 minutes"));
            assertThat(server.mails()).hasSize(1);

            jdbc.sql("UPDATE auth.mail SET due_at = now()").update();

            await().atMost(PATIENCE).until(() -> server.mails().size() == 2);
            await().atMost(PATIENCE).until(this::nothingIsDue);
            assertThat(server.mails().stream().map(SlowMailE2E::messageId).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void an_orderly_stop_does_not_wait_for_it_and_remembers_that_it_was_handed_over() throws IOException {
        try (SmtpStub server = new SmtpStub(Map.of(".", SmtpStub.SILENCE))) {
            try (GatewayNode node = node(server)) {
                TestPerson.named("ada").register(node.api()).is(201);
                await().atMost(PATIENCE).until(() -> server.mails().size() == 1);
            }
            assertThat(isDueIn("20 minutes")).isTrue();
        }
    }

    /** A server that scans each mail for ten minutes must not delay all others. */
    @Test
    void it_holds_up_no_other_mail() throws IOException {
        try (SmtpStub server = new SmtpStub(Map.of(".", SmtpStub.SILENCE));
                GatewayNode node = node(server)) {
            TestPerson.named("ada").register(node.api()).is(201);
            await().atMost(PATIENCE).until(() -> server.mails().size() == 1);
            TestPerson.named("bob").register(node.api()).is(201);
            await().atMost(PATIENCE).until(() -> server.mails().size() == 2);
        }
    }

    private GatewayNode node(SmtpStub server) {
        return GatewayNode.on(
                database, Map.of("EMAIL_SERVER", server.address(), "EMAIL_SENDER", "talel.io <mail@talel.io>"));
    }

    private static String messageId(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    private boolean isDueIn(String time) {
        return is("count(*) = 1 AND bool_and(sent_at IS NOT NULL AND due_at > now() + interval '" + time + "')");
    }

    private boolean nothingIsDue() {
        return is("bool_and(due_at IS NULL)");
    }

    private boolean is(String condition) {
        return jdbc.sql("SELECT " + condition + " FROM auth.mail")
                .query(Boolean.class)
                .single();
    }
}
