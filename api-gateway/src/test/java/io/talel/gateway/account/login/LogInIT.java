package io.talel.gateway.account.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.credential.Requester;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.session.TestSessions;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottleSettings;
import io.talel.gateway.auth.throttle.ThrottleSettings.Account;
import io.talel.gateway.auth.throttle.ThrottleSettings.Address;
import io.talel.gateway.auth.throttle.ThrottleSettings.Global;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Log-ins that meet a throttle or a change of the password half-way, which no outside request can time. */
class LogInIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final ThrottleSettings ONE_FAILURE = new ThrottleSettings(
            new Account(
                    1,
                    3,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    5,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    60,
                    5),
            new Address(100_000, 100_000, Duration.ofMinutes(15), 100_000, 100_000, Duration.ofHours(1), 2),
            new Global(100_000, 100_000, 100_000, Duration.ofMinutes(1)));
    private static final Requester REQUESTER = new Requester("a test", Clients.SAFARI);
    private static final String SECRET = "correct horse battery";

    private final UserId ada = new UserId(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
    private final String email = ada + "@example.org";
    private final LogInRequest request = new LogInRequest(email, SECRET);
    private final Passwords passwords = new Passwords(1, 10, Duration.ofSeconds(30), _ -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Runs in the middle of every log-in, when its session begins. */
    private Runnable meanwhile = () -> {};

    private LettuceConnectionFactory connections;
    private JdbcClient jdbc;
    private Throttle throttle;
    private Sessions sessions;
    private LogIn logIn;

    @BeforeEach
    void begin() {
        connections = new LettuceConnectionFactory(
                SharedServers.redis().host(), SharedServers.redis().port());
        connections.start();
        StringRedisTemplate redis = new StringRedisTemplate(connections);
        SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
        Credentials credentials = credentials();
        throttle = new Throttle(redis, ONE_FAILURE, key, (_, _) -> {}, _ -> 1_000, CLOCK);
        sessions = TestSessions.on(redis, jdbc, new Interrupted());
        logIn = new LogIn(
                throttle,
                passwords,
                credentials,
                sessions,
                new LogInAccounts(new LogInSettings(false, false), accounts()),
                new SecurityLog(meters));
    }

    @AfterEach
    void end() {
        passwords.close();
        connections.destroy();
    }

    @Test
    void the_right_password_begins_a_session() {
        assertThat(logIn.logIn(request, Clients.FIREFOX).session().userId()).isEqualTo(ada);
        assertThat(sessions.of(ada)).hasSize(1);
        assertThat(counted("logged_in")).isEqualTo(1);
    }

    @Test
    void an_attempt_that_is_throttled_costs_no_hash() {
        passwords.close();
        assertThatThrownBy(() -> logIn.logIn(request, Clients.FIREFOX)).isInstanceOf(RejectedExecutionException.class);
        // An attempt without a verdict is taken back on another thread.
        try (Attempt _ = await().ignoreException(HttpRefusal.class)
                .until(() -> throttle.begin(ThrottledAction.LOG_IN, email, Clients.SAFARI), _ -> true)) {
            assertRefused(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void a_log_in_does_not_outlive_a_password_that_was_changed_meanwhile() {
        meanwhile = () -> store(passwords.hash(new Password("quite another one"), REQUESTER));
        assertRefused(HttpStatus.UNAUTHORIZED);
        assertThat(sessions.of(ada)).isEmpty();
        assertThat(counted("log_in_failed")).isEqualTo(1);
    }

    @Test
    void a_network_of_the_owners_is_open_while_strangers_guess_and_only_with_the_password_they_had_there() {
        logIn.logIn(request, Clients.FIREFOX);
        try (Attempt guess = throttle.begin(ThrottledAction.LOG_IN, email, Clients.SAFARI)) {
            guess.failed();
        }
        logIn.logIn(request, Clients.FIREFOX);

        new Credentials(jdbc)
                .replacePassword(ada, hash(), passwords.hash(new Password("quite another one"), REQUESTER));

        LogInRequest renewed = new LogInRequest(email, "quite another one");
        assertRefused(HttpStatus.TOO_MANY_REQUESTS, renewed, Clients.FIREFOX);
    }

    @Test
    void a_wrong_password_in_a_network_of_the_owners_is_answered_as_a_stranger_is() {
        logIn.logIn(request, Clients.FIREFOX);
        try (Attempt guess = throttle.begin(ThrottledAction.LOG_IN, email, Clients.SAFARI)) {
            guess.failed();
        }
        assertRefused(HttpStatus.TOO_MANY_REQUESTS, new LogInRequest(email, "wrong"), Clients.FIREFOX);
        assertThat(counted("log_in_failed")).isEqualTo(1);
    }

    private String hash() {
        return new Credentials(jdbc).passwordHash(ada).orElseThrow();
    }

    @Test
    void a_log_in_does_not_outlive_its_account() {
        meanwhile = () -> jdbc.sql("DELETE FROM auth.credential").update();
        assertRefused(HttpStatus.UNAUTHORIZED);
        assertThat(sessions.of(ada)).isEmpty();
    }

    @Test
    void a_log_in_does_not_outlive_a_person_who_is_disabled_meanwhile() {
        meanwhile =
                () -> jdbc.sql("UPDATE auth.credential SET disabled_at = now()").update();
        assertRefused(HttpStatus.FORBIDDEN);
        assertThat(sessions.of(ada)).isEmpty();
        assertThat(counted("log_in_of_disabled")).isEqualTo(1);
        assertThat(counted("log_in_failed")).isZero();
    }

    @Test
    void log_ins_that_are_refused_for_the_state_of_the_account_are_counted() {
        jdbc.sql("UPDATE auth.credential SET disabled_at = now()").update();
        for (int i = 0; i < 3; i++) {
            assertRefused(HttpStatus.FORBIDDEN);
        }
        assertRefused(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void another_hash_of_the_same_password_makes_no_difference() {
        meanwhile = () -> store(passwords.hash(new Password(SECRET), REQUESTER));
        logIn.logIn(request, Clients.FIREFOX);
        assertThat(sessions.of(ada)).hasSize(1);
    }

    private void assertRefused(HttpStatus status) {
        assertRefused(status, request, Clients.FIREFOX);
    }

    private void assertRefused(HttpStatus status, LogInRequest refused, Client client) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> logIn.logIn(refused, client));
        assertThat(refusal.status()).isEqualTo(status);
    }

    private Credentials credentials() {
        PostgresDatabase database = SharedServers.newDatabase();
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        Credentials credentials = new Credentials(jdbc);
        credentials.addInert(ada, passwords.hash(new Password(SECRET), REQUESTER), CLOCK.instant());
        return credentials;
    }

    private Queries accounts() {
        Instant now = CLOCK.instant();
        UserView user = new UserView(ada, 0, new Username("ada"), "", "default.jpg");
        AccountView account = new AccountView(now, now, new Email(email), 0, true, null, null, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccountByEmail.class.getName(), AccountView.class, _ -> account);
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }

    private void store(String hash) {
        jdbc.sql("UPDATE auth.credential SET password_hash = :hash")
                .param("hash", hash)
                .update();
    }

    private double counted(String event) {
        return meters.counter("talelio.security.events", "event", event).count();
    }

    /** The time, and something else before it. */
    private final class Interrupted extends Clock {
        @Override
        public Instant instant() {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return CLOCK.instant();
        }

        @Override
        public ZoneId getZone() {
            return CLOCK.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
