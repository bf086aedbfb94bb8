package io.talel.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.credential.CredentialSchema;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.mail.MailKind;
import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import java.util.List;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A password and the mail about it, in a real database. */
class PasswordReplacementIT {

    private static final UserId ADA = new UserId(7);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final Credentials credentials = new Credentials(jdbc);
    private final MailQueue mails = new MailQueue(jdbc);
    private final PasswordReplacement replacement =
            new PasswordReplacement(credentials, mails, accounts(), new JdbcTransactionManager(source));

    @BeforeEach
    void begin() {
        new CredentialSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user())
                .migrate();
        credentials.addInert(ADA, "old", NOW);
    }

    @Test
    void its_owner_is_told_and_no_link_to_another_address_goes_out_any_more() {
        mails.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1");
        assertThat(replacement.replace(ADA, "old", "new")).isTrue();
        assertThat(credentials.passwordHash(ADA)).contains("new");
        assertThat(due()).containsExactly("PASSWORD_CHANGED");
    }

    @Test
    void one_that_is_not_known_any_more_stays_and_nobody_is_told() {
        mails.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1");
        assertThat(replacement.replace(ADA, "older", "new")).isFalse();
        assertThat(credentials.passwordHash(ADA)).contains("old");
        assertThat(due()).containsExactly("CONFIRM_EMAIL_CHANGE");
    }

    @Test
    void it_stays_as_it_was_if_its_owner_cannot_be_told() {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("ALTER TABLE auth.mail ADD CHECK (kind <> 'PASSWORD_CHANGED')")
                .update();
        assertThatThrownBy(() -> replacement.replace(ADA, "old", "new")).isInstanceOf(DataAccessException.class);
        assertThat(credentials.passwordHash(ADA)).contains("old");
    }

    private List<String> due() {
        return jdbc.sql("SELECT kind FROM auth.mail WHERE due_at IS NOT NULL")
                .query(String.class)
                .list();
    }

    private static Queries accounts() {
        UserView user = new UserView(ADA, 0, new Username("ada"), "", "default.jpg");
        AccountView account = new AccountView(NOW, NOW, new Email("ada@example.org"), 0, true, null, null, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccount.class.getName(), AccountView.class, _ -> account);
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }
}
