package io.talel.gateway.account.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Attempts at one registration, which have the same number. */
class NewUsersIT {

    private static final UserId ADA = new UserId(7);
    private static final Email EMAIL = new Email("ada@example.org");
    private static final Username USERNAME = new Username("ada");
    private static final CommandRefused TAKEN = new CommandRefused(new Refusal.EmailTaken(EMAIL));

    private static JdbcClient jdbc;

    private final SimpleCommandBus commandBus = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queryBus = SimpleQueryBus.builder().build();
    private final Queries queries =
            new Queries(DefaultQueryGateway.builder().queryBus(queryBus).build());
    private final Credentials credentials = new Credentials(jdbc);
    private final NewUsers users = new NewUsers(
            credentials,
            () -> ADA,
            new Commands(
                    DefaultCommandGateway.builder().commandBus(commandBus).build(), queries, Duration.ofSeconds(1)),
            queries,
            Clock.systemUTC());

    @BeforeAll
    static void migrate() {
        PostgresDatabase database = SharedServers.newDatabase();
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM auth.credential").update();
    }

    @Test
    void an_attempt_after_one_that_died_before_the_commit_goes_on_with_its_credential() {
        credentials.addInert(ADA, "hash", Instant.EPOCH);
        UserRegistered registered = new UserRegistered(ADA, EMAIL, USERNAME);
        commandBus.subscribe(
                RegisterUser.class.getName(),
                _ -> new Recorded<>(new StreamVersion("user-7", 0), Instant.EPOCH, registered));
        assertThat(users.register(users.draw(), EMAIL, USERNAME, "another hash of the same password")
                        .event())
                .isEqualTo(registered);
        assertThat(credentials.passwordHash(ADA)).contains("hash");
    }

    @Test
    void a_refused_attempt_leaves_the_credential_to_the_attempt_that_registered_the_user() {
        refuse();
        accountIs(account());
        assertThatThrownBy(() -> users.register(ADA, EMAIL, USERNAME, "hash")).isSameAs(TAKEN);
        assertThat(credentials.passwordHash(ADA)).contains("hash");
    }

    @Test
    void a_refused_registration_leaves_no_credential() {
        refuse();
        accountIs(null);
        assertThatThrownBy(() -> users.register(ADA, EMAIL, USERNAME, "hash")).isSameAs(TAKEN);
        assertThat(credentials.passwordHash(ADA)).isEmpty();
    }

    private void refuse() {
        commandBus.subscribe(RegisterUser.class.getName(), _ -> {
            throw TAKEN;
        });
    }

    private void accountIs(@Nullable AccountView account) {
        queryBus.subscribe(FindAccount.class.getName(), AccountView.class, _ -> account);
    }

    private static AccountView account() {
        return new AccountView(
                Instant.EPOCH, Instant.EPOCH, EMAIL, 0, false, null, null, new UserView(ADA, 0, USERNAME, "", ""));
    }
}
